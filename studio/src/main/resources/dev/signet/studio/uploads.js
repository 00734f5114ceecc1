// Pictures on their way into the project: a few at a time, and what is refused is named.

import { addPicture } from "./project.js";

const AT_ONCE = 4;
const FULL = 507; // the disk is full: nothing more can come in
const PAUSES = [500, 1500, 4000]; // milliseconds before asking a service again that was not there

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class Uploads {
  #waiting = [];
  #working = 0;
  #changed;

  /** What came of them: how many there were and are done, and what was refused. */
  total = 0;
  done = 0;
  refused = [];
  stopped = "";

  /** @param changed is called whenever something was done */
  constructor(changed) {
    this.#changed = changed;
    addEventListener("beforeunload", (event) => {
      if (this.busy) event.preventDefault();
    });
  }

  get busy() {
    return this.#waiting.length + this.#working > 0;
  }

  /**
   * Takes pictures on.
   *
   * @param pictures `{label, name, blob}`
   * @param intake `batch`: what is undone together; `make`: whether classes are made for them
   */
  add(pictures, intake) {
    if (!this.busy) {
      this.total = 0;
      this.done = 0;
      this.stopped = "";
    }
    this.total += pictures.length;
    for (const each of pictures) this.#waiting.push({ ...each, intake });
    this.#changed();
    while (this.#working < AT_ONCE && this.#waiting.length > 0) this.#work();
  }

  /** Forgets what was refused. */
  clear() {
    this.refused = [];
    this.#changed();
  }

  async #work() {
    this.#working++;
    while (this.#waiting.length > 0) {
      await this.#send(this.#waiting.shift());
      this.#changed();
    }
    this.#working--;
    this.#changed();
  }

  async #send({ label, name, blob, intake }) {
    try {
      await this.#patiently(() => addPicture(label, name, blob, intake));
      this.done++;
    } catch (error) {
      this.refused.push({ name, reason: error.message });
      if (error.status === FULL) {
        this.stopped = error.message;
        this.total -= this.#waiting.length;
        this.#waiting = [];
      }
    }
  }

  async #patiently(ask) {
    for (const pause of PAUSES) {
      try {
        return await ask();
      } catch (error) {
        if (error.status !== 0 && error.status !== 503) throw error;
        await sleep(pause);
      }
    }
    return ask();
  }
}

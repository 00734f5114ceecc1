// The camera of a class: a button that takes pictures as long as it is held, and a countdown.

import { Camera } from "./camera.js";
import { at, write } from "./dom.js";
import { texts } from "./texts.js";

const SIDE = 480; // pixels of a picture
const PAUSE = 125; // milliseconds between two pictures
const SECONDS = 3; // of the countdown
const BURST = 30; // pictures after it

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const two = (value) => String(value).padStart(2, "0");

/** The moment as it stands in a name: pictures of one sitting share it. */
function stamp() {
  const now = new Date();
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

export class Shooting {
  #camera = new Camera(at("video"));
  #film;
  #facing = "user";
  #held = false;
  #taken = 0;
  #take;
  #fail;

  /**
   * @param take is given each picture: its name, a blob and what it is undone with
   * @param fail is told by a sentence why there is no camera
   */
  constructor(take, fail) {
    this.#take = take;
    this.#fail = fail;
    const shutter = at("shutter");
    shutter.addEventListener("pointerdown", (event) => {
      shutter.setPointerCapture(event.pointerId);
      this.#hold();
    });
    for (const end of ["pointerup", "pointercancel", "blur"]) {
      shutter.addEventListener(end, () => (this.#held = false));
    }
    shutter.addEventListener("keydown", (event) => {
      if ((event.key !== " " && event.key !== "Enter") || event.repeat) return;
      event.preventDefault();
      this.#hold();
    });
    shutter.addEventListener("keyup", () => (this.#held = false));
    shutter.addEventListener("contextmenu", (event) => event.preventDefault());
    at("timer").addEventListener("click", () => this.#countDown());
    at("turn").addEventListener("click", () => {
      this.#facing = this.#facing === "user" ? "environment" : "user";
      this.start();
    });
  }

  get running() {
    return this.#film?.running === true;
  }

  async start() {
    try {
      const film = await this.#camera.start(this.#facing);
      if (!film.running) return;
      this.#film = film;
      this.#taken = 0;
      at("shooting").hidden = false;
      at("stage").classList.toggle("mirrored", this.#camera.mirrored);
      this.#show();
      await this.#findTurn();
    } catch (error) {
      this.stop();
      this.#fail(texts().collect.noCamera(error.name));
    }
  }

  stop() {
    this.#held = false;
    this.#camera.release();
    at("shooting").hidden = true;
  }

  /** Whether there is another camera to turn to. */
  async #findTurn() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    at("turn").hidden = devices.filter(({ kind }) => kind === "videoinput").length < 2;
  }

  #show(text) {
    write(at("taken"), text ?? texts().collect.taken(this.#taken));
  }

  async #shoot(session, number) {
    const blob = await this.#film.grab(SIDE);
    if (!blob) return;
    this.#take(`camera-${session}-${String(number).padStart(4, "0")}.jpg`, blob, session);
    this.#taken++;
    this.#show();
    at("stage").classList.remove("flash");
    requestAnimationFrame(() => at("stage").classList.add("flash"));
  }

  async #hold() {
    if (this.#held || !this.running) return;
    this.#held = true;
    const session = stamp();
    for (let number = 1; this.#held && this.running; number++) {
      await this.#shoot(session, number);
      await sleep(PAUSE);
    }
  }

  async #countDown() {
    if (this.#held || !this.running) return;
    this.#held = true;
    for (let left = SECONDS; left > 0 && this.running; left--) {
      write(at("countdown"), String(left));
      await sleep(1000);
    }
    write(at("countdown"), "");
    const session = stamp();
    for (let number = 1; number <= BURST && this.#held && this.running; number++) {
      await this.#shoot(session, number);
      await sleep(PAUSE);
    }
    this.#held = false;
  }
}

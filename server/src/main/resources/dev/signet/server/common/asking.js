// One question at a time: a later one takes the place of the one before, whose answer nobody sees.

export class Asking {
  #current;

  /** What question(signal) answers, or undefined if another one came meanwhile. */
  async ask(question) {
    this.drop();
    const mine = new AbortController();
    this.#current = mine;
    try {
      const answer = await question(mine.signal);
      return this.#current === mine ? answer : undefined;
    } catch (error) {
      if (this.#current !== mine) return undefined;
      throw error;
    }
  }

  /** Nobody waits for an answer any more. */
  drop() {
    this.#current?.abort();
    this.#current = undefined;
  }
}

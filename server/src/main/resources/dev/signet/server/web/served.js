// The models that are served and the one that is asked, in the list that people choose from.

import { models } from "./client.js";

const titleOf = ({ name, version }) => `${name} ${version}`;

export class Served {
  #cards = [];
  #select;

  constructor(select) {
    this.#select = select;
  }

  /** The card of the model that is asked; undefined as long as none is known. */
  get chosen() {
    return this.#cards[this.#select.selectedIndex] ?? this.#cards[0];
  }

  /** What a request names: no version for the current one, whichever that is when it is asked. */
  get wanted() {
    const card = this.chosen;
    return card && { name: card.name, version: card.current ? undefined : card.version };
  }

  /** Asks what is served now, and stays with the model of the name that was chosen. */
  async load() {
    const before = this.chosen;
    this.#cards = await models();
    this.#select.replaceChildren(...this.#cards.map((card) => new Option(titleOf(card))));
    this.#select.hidden = this.#cards.length < 2;
    const named = this.#cards.filter(({ name }) => name === before?.name);
    const same = named.find(({ id, version }) => id === before.id && version === before.version);
    const next = same ?? named.find(({ current }) => current) ?? this.#cards[0];
    this.#select.selectedIndex = this.#cards.indexOf(next);
    const replaced = before && next && next !== same;
    return replaced ? { before: titleOf(before), after: titleOf(next) } : undefined;
  }
}

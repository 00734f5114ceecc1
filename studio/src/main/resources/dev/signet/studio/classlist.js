// The classes of a project in their order: one is chosen, and drags to another place.

import { make, write } from "./dom.js";
import { pictureUrl } from "./project.js";
import { texts } from "./texts.js";

export class ClassList {
  #list;
  #choose;
  #reorder;
  #dragged;
  #order = [];

  /**
   * @param choose is given the name of the class that somebody wants to see
   * @param reorder is given all names in their new order
   */
  constructor(list, choose, reorder) {
    this.#list = list;
    this.#choose = choose;
    this.#reorder = reorder;
  }

  show(classes, current) {
    const names = classes.map(({ label }) => label);
    if (JSON.stringify(names) !== JSON.stringify(this.#order)) {
      this.#order = names;
      this.#list.replaceChildren(...names.map((name) => this.#row(name)));
    }
    classes.forEach((each, place) => this.#fill(this.#list.children[place], each, current));
  }

  #row(name) {
    const button = make(
      "button",
      { type: "button" },
      make("span", { className: "cover" }),
      make("span", { className: "name" }, name),
      make("span", { className: "quiet" }),
    );
    button.addEventListener("click", () => this.#choose(name));
    const row = make("li", { draggable: true }, button);
    row.addEventListener("dragstart", (event) => {
      this.#dragged = name;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", name);
    });
    row.addEventListener("dragend", () => (this.#dragged = undefined));
    row.addEventListener("dragover", (event) => {
      if (this.#dragged) event.preventDefault();
    });
    row.addEventListener("drop", (event) => {
      if (!this.#dragged || this.#dragged === name) return;
      event.preventDefault();
      const order = this.#order.filter((each) => each !== this.#dragged);
      const down = this.#order.indexOf(this.#dragged) < this.#order.indexOf(name);
      order.splice(order.indexOf(name) + (down ? 1 : 0), 0, this.#dragged);
      this.#reorder(order);
    });
    return row;
  }

  #fill(row, { label, pictures, cover, problem, version }, current) {
    const button = row.firstChild;
    const [image, , count] = button.children;
    if (label === current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    write(count, problem ? "⚠" : texts().collect.pictures(pictures));
    if (image.dataset.version === `${version} ${cover}`) return;
    image.dataset.version = `${version} ${cover}`;
    if (!cover) {
      image.replaceChildren();
      return;
    }
    pictureUrl(label, { name: cover, time: 0 }, 96).then(
      (url) => image.replaceChildren(make("img", { src: url, alt: "", draggable: false })),
      () => image.replaceChildren("⚠"),
    );
  }
}

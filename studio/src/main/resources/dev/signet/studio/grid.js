// Many pictures as tiles: only those in sight are there, so ten thousand scroll like ten.

import { make } from "./dom.js";
import { pictureUrl } from "./project.js";
import { texts } from "./texts.js";

const SIDE = 112; // pixels that a tile would like to have
const GAP = 8;
const BEYOND = 2; // rows above and below those in sight
const PAUSE = 60; // milliseconds that a tile stays before its picture is asked for

export class Grid {
  #host;
  #pictures = [];
  #label;
  #tiles = new Map();
  #anchor = 0;
  #focus = 0;
  #changed;
  #opened;
  #columns = 1;
  #row = SIDE;

  /** The names of the selected pictures. */
  selected = new Set();

  /**
   * @param host a list box
   * @param changed is called when others are selected
   * @param opened is given a picture that somebody wants to see in large
   */
  constructor(host, changed, opened) {
    this.#host = host;
    this.#changed = changed;
    this.#opened = opened;
    let asked = false;
    const draw = () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        this.#draw();
      });
    };
    addEventListener("scroll", draw, { passive: true });
    new ResizeObserver(draw).observe(host);
    addEventListener("resize", draw);
    host.addEventListener("click", (event) => this.#click(event));
    host.addEventListener("dblclick", (event) => this.#open(event));
    host.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Shows the pictures of a class, the newest first. */
  show(label, pictures) {
    const other = label !== this.#label;
    this.#label = label;
    this.#pictures = [...pictures].reverse().sort((a, b) => b.time - a.time);
    const names = new Set(pictures.map(({ name }) => name));
    const kept = [...this.selected].filter((name) => !other && names.has(name));
    const lost = kept.length !== this.selected.size;
    this.selected = new Set(kept);
    if (other) {
      this.#focus = 0;
      this.#anchor = 0;
    }
    this.#focus = Math.max(0, Math.min(this.#focus, this.#pictures.length - 1));
    for (const tile of this.#tiles.values()) tile.remove();
    this.#tiles.clear();
    this.#draw();
    if (lost || other) this.#changed();
  }

  selectAll(all) {
    this.selected = new Set(all ? this.#pictures.map(({ name }) => name) : []);
    this.#mark();
    this.#changed();
  }

  #draw() {
    const count = this.#pictures.length;
    const width = this.#host.clientWidth;
    if (width === 0) return;
    this.#columns = Math.max(2, Math.floor((width + GAP) / (SIDE + GAP)));
    const side = (width - GAP * (this.#columns - 1)) / this.#columns;
    this.#row = side + GAP;
    const rows = Math.ceil(count / this.#columns);
    this.#host.style.height = `${Math.max(0, rows * this.#row - GAP)}px`;
    const { top } = this.#host.getBoundingClientRect();
    const first = Math.max(0, Math.floor(-top / this.#row) - BEYOND);
    const last = Math.min(rows, Math.ceil((innerHeight - top) / this.#row) + BEYOND);
    const from = first * this.#columns;
    const to = Math.min(count, last * this.#columns);
    for (const [place, tile] of this.#tiles) {
      if (place < from || place >= to) {
        tile.remove();
        this.#tiles.delete(place);
      }
    }
    for (let place = from; place < to; place++) {
      if (!this.#tiles.has(place)) this.#tiles.set(place, this.#tile(place));
      const { style } = this.#tiles.get(place);
      style.width = `${side}px`;
      style.height = `${side}px`;
      const x = (place % this.#columns) * this.#row;
      const y = Math.floor(place / this.#columns) * this.#row;
      style.transform = `translate(${x}px, ${y}px)`;
    }
    this.#mark();
  }

  #tile(place) {
    const picture = this.#pictures[place];
    const image = make("img", { alt: "", draggable: false });
    const tile = make(
      "li",
      {
        id: `picture-${place}`,
        role: "option",
        title: picture.name,
        "aria-label": picture.name,
        "aria-setsize": this.#pictures.length,
        "aria-posinset": place + 1,
      },
      image,
    );
    tile.dataset.place = place;
    this.#host.append(tile);
    setTimeout(() => tile.isConnected && this.#fill(tile, image, picture), PAUSE);
    return tile;
  }

  /** What flies past is not asked for. */
  #fill(tile, image, picture) {
    pictureUrl(this.#label, picture).then(
      (url) => (image.src = url),
      (error) => {
        tile.classList.add("faulty");
        tile.title = `${picture.name}: ${error.message}`;
        tile.setAttribute("aria-label", texts().collect.unreadable(picture.name));
        image.replaceWith(make("span", {}, "⚠"));
      },
    );
  }

  #mark() {
    for (const [place, tile] of this.#tiles) {
      tile.setAttribute("aria-selected", String(this.selected.has(this.#pictures[place]?.name)));
      tile.classList.toggle("focus", place === this.#focus);
    }
    const there = this.#tiles.has(this.#focus);
    if (there) this.#host.setAttribute("aria-activedescendant", `picture-${this.#focus}`);
    else this.#host.removeAttribute("aria-activedescendant");
  }

  #placeOf(event) {
    const tile = event.target.closest("li");
    return tile ? Number(tile.dataset.place) : undefined;
  }

  #select(place, range) {
    const { name } = this.#pictures[place];
    if (range) {
      const [from, to] = [Math.min(this.#anchor, place), Math.max(this.#anchor, place)];
      this.#pictures.slice(from, to + 1).forEach((picture) => this.selected.add(picture.name));
    } else {
      if (!this.selected.delete(name)) this.selected.add(name);
      this.#anchor = place;
    }
    this.#focus = place;
    this.#mark();
    this.#changed();
  }

  #click(event) {
    const place = this.#placeOf(event);
    if (place !== undefined) this.#select(place, event.shiftKey);
  }

  #open(event) {
    const place = this.#placeOf(event);
    if (place !== undefined) this.#opened(this.#label, this.#pictures[place]);
  }

  #key(event) {
    const steps = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.#columns,
      ArrowDown: this.#columns,
      Home: -this.#pictures.length,
      End: this.#pictures.length,
      PageUp: -this.#columns * Math.max(1, Math.floor(innerHeight / this.#row) - 1),
      PageDown: this.#columns * Math.max(1, Math.floor(innerHeight / this.#row) - 1),
    };
    if (this.#pictures.length === 0) return;
    if (event.key in steps) {
      const goal = this.#focus + steps[event.key];
      this.#focus = Math.max(0, Math.min(this.#pictures.length - 1, goal));
      if (event.shiftKey) this.#select(this.#focus, true);
      this.#reveal();
    } else if (event.key === " ") {
      this.#select(this.#focus, event.shiftKey);
    } else if (event.key === "Enter") {
      this.#opened(this.#label, this.#pictures[this.#focus]);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      this.selectAll(true);
    } else if (event.key === "Escape") {
      this.selectAll(false);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Scrolls to the tile that the keyboard is at. */
  #reveal() {
    const top = this.#host.getBoundingClientRect().top;
    const y = top + Math.floor(this.#focus / this.#columns) * this.#row;
    const margin = 80;
    if (y < margin) scrollBy(0, y - margin);
    else if (y + this.#row > innerHeight - margin) scrollBy(0, y + this.#row - innerHeight + margin);
    this.#draw();
  }
}

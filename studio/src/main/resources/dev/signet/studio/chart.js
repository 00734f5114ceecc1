// A chart of lines: drawn as SVG, read by pointer or arrow keys, and as a table beside it.

import { chartTable } from "./charttable.js";
import { make, write } from "./dom.js";
import { ticks, vertical } from "./scale.js";
import { texts } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 220;
const MARGIN = { top: 12, right: 12, bottom: 26, left: 52 };

function draw(tag, attributes, ...content) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** A line through points; it is broken where there is no number. */
function path(points, x, y) {
  let pen = "M";
  let way = "";
  for (const [at, value] of points) {
    if (value === null) {
      pen = "M";
    } else {
      way += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    }
  }
  return way;
}

/** A chart in an element; `show` draws it anew. */
export class Chart {
  constructor(host) {
    this.legend = make("ul", { className: "legend" });
    this.canvas = make("div", { className: "canvas" });
    this.readout = make("p", { className: "readout quiet", role: "status" });
    this.empty = make("p", { className: "nothing quiet" });
    this.table = make("details", { className: "figures-table" });
    host.append(this.legend, this.canvas, this.empty, this.readout, this.table);
    this.table.addEventListener("toggle", () => this.writeTable());
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.cursor = null;
  }

  /**
   * Shows lines.
   *
   * @param model lines `{name, colour, dashed, points}` with points `[x, y]`, the name of the
   *     horizontal axis, its ends, how numbers and marks are written, the ends of the vertical axis
   */
  show(model) {
    const shown = JSON.stringify([document.documentElement.lang, model]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.model = model;
    this.draw();
    this.writeLegend();
    this.writeTable();
  }

  draw() {
    if (!this.model) return;
    const { lines, across, ends, tick, bounds } = this.model;
    const values = lines.flatMap(({ points }) => points.map(([, y]) => y)).filter((y) => y !== null);
    this.canvas.hidden = values.length === 0;
    this.empty.hidden = values.length > 0;
    write(this.empty, texts().nothingYet);
    if (values.length === 0) {
      this.move(null);
      return;
    }
    const width = Math.max(240, this.canvas.clientWidth);
    const [left, right] = [MARGIN.left, width - MARGIN.right];
    const [top, bottom] = [MARGIN.top, HEIGHT - MARGIN.bottom];
    const scale = vertical(values, bounds);
    const [from, to] = ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends;
    this.x = (value) => left + ((value - from) / (to - from)) * (right - left);
    this.y = (value) => bottom - scale.place(value) * (bottom - top);
    const svg = draw("svg", {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      height: HEIGHT,
      role: "img",
      tabindex: 0,
      "aria-label": this.summary(),
    });
    for (const mark of scale.marks) {
      const y = this.y(mark);
      svg.append(draw("line", { class: "grid", x1: left, x2: right, y1: y, y2: y }));
      svg.append(draw("text", { class: "tick", x: left - 8, y: y + 4, "text-anchor": "end" }, tick(mark)));
    }
    for (const mark of ticks(from, to, Math.max(2, Math.floor((right - left) / 60)))) {
      if (!Number.isInteger(mark) || this.x(mark) - left < 20) continue; // the name is there
      const place = { class: "tick", x: this.x(mark), y: HEIGHT - 8, "text-anchor": "middle" };
      svg.append(draw("text", place, mark.toLocaleString("en")));
    }
    svg.append(draw("text", { class: "tick", x: left - 8, y: HEIGHT - 8, "text-anchor": "end" }, across));
    for (const line of lines) svg.append(...this.line(line));
    this.pointer = draw("line", { class: "pointer", y1: top, y2: bottom });
    svg.append(this.pointer);
    this.listen(svg);
    const focused = this.canvas.contains(document.activeElement);
    this.canvas.replaceChildren(svg);
    if (focused) svg.focus();
    this.move(this.cursor);
  }

  line({ colour, dashed, points }) {
    const look = `series colour-${colour}${dashed ? " dashed" : ""}`;
    const last = points.filter(([, y]) => y !== null).at(-1);
    if (!last) return [];
    return [
      draw("path", { class: look, d: path(points, this.x, this.y) }),
      draw("circle", { class: `end colour-${colour}`, cx: this.x(last[0]), cy: this.y(last[1]), r: 3.5 }),
    ];
  }

  /** All places that have a point, in order. */
  places() {
    const all = this.model.lines.flatMap(({ points }) => points.map(([x]) => x));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  listen(svg) {
    svg.addEventListener("pointermove", (event) => {
      const place = event.clientX - svg.getBoundingClientRect().left;
      const nearest = (a, b) => Math.abs(this.x(a) - place) - Math.abs(this.x(b) - place);
      this.move(this.places().sort(nearest)[0] ?? null);
    });
    svg.addEventListener("pointerleave", () => this.move(null));
    svg.addEventListener("blur", () => this.move(null));
    svg.addEventListener("keydown", (event) => {
      const places = this.places();
      const now = this.cursor === null ? places.length : places.indexOf(this.cursor);
      const goal = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: places.length - 1 }[event.key];
      if (goal === undefined) return;
      event.preventDefault();
      this.move(places[Math.max(0, Math.min(places.length - 1, goal))]);
    });
  }

  /** Reads the lines out at a place. */
  move(place) {
    this.cursor = place;
    if (this.pointer) this.pointer.classList.toggle("shown", place !== null);
    if (place === null) {
      write(this.readout, "");
      return;
    }
    this.pointer.setAttribute("x1", this.x(place));
    this.pointer.setAttribute("x2", this.x(place));
    write(this.readout, `${this.model.across} ${place.toLocaleString("en")}: ${this.values(place)}`);
  }

  values(place) {
    return this.model.lines
      .map(({ name, points }) => [name, points.find(([x]) => x === place)?.[1]])
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => `${name} ${this.model.write(value)}`)
      .join(", ");
  }

  summary() {
    const ends = this.model.lines.flatMap(({ name, points }) => {
      const last = points.filter(([, y]) => y !== null).at(-1);
      return last ? [`${name} ${this.model.write(last[1])}`] : [];
    });
    return texts().chartOf(this.model.title, ends.join(", "));
  }

  writeLegend() {
    const several = this.model.lines.length > 1 || this.model.named;
    this.legend.hidden = !several || this.canvas.hidden;
    this.legend.replaceChildren(
      ...this.model.lines.map(({ name, colour, dashed }) =>
        make("li", { className: `colour-${colour}${dashed ? " dashed" : ""}` }, name),
      ),
    );
  }

  writeTable() {
    if (this.model) chartTable(this.table, this.model, this.places(), this.canvas.hidden);
  }
}

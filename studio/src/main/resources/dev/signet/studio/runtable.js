// The table of runs. Rows are kept and only changed, so that focus and check boxes stay.

import { make, write } from "./dom.js";
import { date, number, percent } from "./format.js";
import { showState } from "./frame.js";
import { texts } from "./texts.js";

const STATES = ["training", "preparing", "stopped", "finished"];

/** Each column's key: what it is sorted by and what it shows. */
const COLUMNS = [
  ["name", (run) => run.name],
  ["state", (run) => STATES.indexOf(run.state)],
  ["changed", (run) => run.changed, (run) => date(run.changed)],
  ["network", (run) => run.settings?.network, (run) => run.settings?.network ?? "–"],
  ["recipe", (run) => run.settings?.recipe, (run) => run.settings?.recipe ?? "–"],
  ["epochs", (run) => run.epoch, (run) => `${run.epoch}/${run.settings?.epochs ?? "–"}`],
  ["best", (run) => run.scores?.best_accuracy, (run) => percent(run.scores?.best_accuracy)],
  ["last", (run) => run.scores?.last_accuracy, (run) => percent(run.scores?.last_accuracy)],
  ["loss", (run) => run.scores?.last_loss, (run) => number(run.scores?.last_loss)],
  ["judged", (run) => run.judged?.accuracy, (run) => percent(run.judged?.accuracy)],
  ["part", (run) => part(run), (run) => part(run)],
];

/** What the scores are of. */
function part(run) {
  if (run.judged) return run.judged.data;
  if (!run.scores) return "–";
  return texts().partOf(run);
}

const missing = (value) => value === undefined || value === null;

/** Numbers by size, words by the alphabet, what is not known last either way. */
export function compare(a, b, descending) {
  if (missing(a) || missing(b)) return missing(a) - missing(b);
  const order = typeof a === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
  return descending ? -order : order;
}

export class RunTable {
  constructor(table, onCheck) {
    [this.head, this.body] = [table.tHead, table.tBodies[0]];
    this.onCheck = onCheck;
    this.rows = new Map();
    this.order = { key: "changed", descending: true };
  }

  show(runs, checked) {
    this.runs = runs;
    this.checked = checked;
    this.writeHead();
    const names = new Set(runs.map(({ name }) => name));
    for (const [name, row] of this.rows) {
      if (names.has(name)) continue;
      row.remove();
      this.rows.delete(name);
    }
    const [, value] = COLUMNS.find(([key]) => key === this.order.key);
    const sorted = [...runs].sort((a, b) => compare(value(a), value(b), this.order.descending));
    sorted.forEach((run, place) => {
      const row = this.row(run);
      if (this.body.children[place] !== row) this.body.insertBefore(row, this.body.children[place] ?? null);
    });
  }

  writeHead() {
    const says = texts().columns;
    const shown = JSON.stringify([says, this.order]);
    if (this.head.dataset.shown === shown) return;
    const first = !this.head.firstChild;
    this.head.dataset.shown = shown;
    if (first) {
      const cells = COLUMNS.map(([key]) => this.headCell(key));
      this.head.append(make("tr", {}, make("td"), ...cells));
    }
    COLUMNS.forEach(([key], place) => {
      const cell = this.head.rows[0].cells[place + 1];
      const sorted = key === this.order.key;
      write(cell.firstChild, says[key]);
      if (sorted) cell.setAttribute("aria-sort", this.order.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  }

  headCell(key) {
    const button = make("button", { type: "button" });
    button.addEventListener("click", () => {
      const again = this.order.key === key;
      this.order = { key, descending: again ? !this.order.descending : key !== "name" };
      this.show(this.runs, this.checked);
    });
    return make("th", { scope: "col", className: `of-${key}` }, button);
  }

  row(run) {
    let row = this.rows.get(run.name);
    if (!row) {
      row = this.newRow(run.name);
      this.rows.set(run.name, row);
    }
    const [box] = row.cells[0].children;
    const place = this.checked.indexOf(run.name);
    box.checked = place >= 0;
    box.setAttribute("aria-label", texts().showCurves(run.name));
    row.cells[0].className = place >= 0 ? `box colour-${place % 4}` : "box";
    COLUMNS.forEach(([key, , shown], i) => {
      const cell = row.cells[i + 1];
      if (shown) write(cell, shown(run));
      else if (key === "state") showState(cell.firstChild, run);
    });
    row.title = run.problems.join("\n");
    row.classList.toggle("faulty", run.problems.length > 0);
    return row;
  }

  newRow(name) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => this.onCheck(name, box.checked));
    const link = make("a", { href: `run.html?${new URLSearchParams({ name })}` }, name);
    return make(
      "tr",
      {},
      make("td", { className: "box" }, box),
      make("th", { scope: "row" }, link),
      ...COLUMNS.slice(1).map(([key]) =>
        key === "state"
          ? make("td", {}, make("span", { className: "state" }))
          : make("td", { className: `of-${key}` }),
      ),
    );
  }
}

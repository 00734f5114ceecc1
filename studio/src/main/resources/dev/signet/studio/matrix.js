// A confusion matrix as a table whose cells are as strong as their share of the row.

import { at, make, write } from "./dom.js";
import { percent } from "./format.js";
import { texts } from "./texts.js";

const SMALL = 12; // up to so many classes the counts are written in full size

function cell(counts, row, column, classes) {
  const total = counts[row].reduce((sum, each) => sum + each, 0);
  const share = total === 0 ? 0 : counts[row][column] / total;
  const right = row === column;
  const made = make(
    "td",
    {
      className: `${right ? "right" : "wrong"}${share > 0.5 ? " strong" : ""}`,
      title: texts().cell(classes[row], classes[column], counts[row][column], percent(share)),
    },
    counts[row][column] === 0 ? make("span", { className: "zero" }, "0") : String(counts[row][column]),
  );
  made.style.setProperty("--share", share.toFixed(3));
  return made;
}

function table({ classes, counts }) {
  const says = texts();
  const columns = classes.map((name) => make("th", { scope: "col" }, name));
  return make(
    "table",
    { className: `matrix${classes.length > SMALL ? " small" : ""}` },
    make("caption", { className: "unseen" }, says.matrixCaption),
    make(
      "thead",
      {},
      make("tr", {}, make("td"), make("th", { colSpan: classes.length, scope: "colgroup" }, says.predicted)),
      make("tr", {}, make("th", { scope: "col" }, says.trueClass), ...columns),
    ),
    make(
      "tbody",
      {},
      ...classes.map((name, row) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, name),
          ...classes.map((_, column) => cell(counts, row, column, classes)),
        ),
      ),
    ),
  );
}

/** Shows a matrix, or says that there is none. */
export function showMatrix(matrix) {
  const says = texts();
  if (!matrix) {
    write(at("matrix-lead"), says.nothingYet);
    at("matrix").replaceChildren();
    return;
  }
  const { data, epoch, counts } = matrix;
  write(at("matrix-lead"), epoch ? says.afterEpoch(data, epoch) : says.ofModel(data));
  at("matrix").replaceChildren(
    counts.length ? table(matrix) : make("p", { className: "quiet" }, says.tooManyClasses),
  );
}

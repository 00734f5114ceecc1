// The figures of a chart as a table, made when somebody opens it.

import { make } from "./dom.js";
import { texts } from "./texts.js";

/** Writes the table into a details element. */
export function chartTable(details, { title, across, lines, write }, places, hidden) {
  details.hidden = hidden;
  if (!details.firstChild) details.append(make("summary"));
  const [summary] = details.children;
  summary.textContent = texts().asTable;
  summary.setAttribute("aria-label", `${title}: ${texts().asTable}`);
  while (details.children.length > 1) details.lastChild.remove();
  if (!details.open || hidden) return;
  const values = lines.map(({ points }) => new Map(points));
  const head = [across, ...lines.map(({ name }) => name)];
  const table = make(
    "table",
    {},
    make("caption", { className: "unseen" }, title),
    make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))),
    make(
      "tbody",
      {},
      ...places.map((place) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, place.toLocaleString("en")),
          ...values.map((line) => make("td", {}, line.has(place) ? write(line.get(place)) : "")),
        ),
      ),
    ),
  );
  details.append(make("div", { className: "scroll", tabIndex: 0 }, table));
}

// The page that says what a model is worth, and which of two is better.

import { at, make, write } from "./dom.js";
import { showMatrix } from "./matrix.js";
import { percent } from "./format.js";
import { pictureUrl } from "./project.js";
import { call } from "./service.js";
import { attempt, studio } from "./shell.js";
import { texts } from "./texts.js";

let parts = {};
let chosen = new URLSearchParams(location.search).get("run");
let other;
let verdict; // what is known of the chosen one
let matrix;
let comparison;

const says = () => texts().judge;
const judged = () => parts.trainings.filter((each) => each.judged);
const query = (values) => new URLSearchParams(values);

function picture({ label, name, time, predicted, probability }, words) {
  const image = make("img", { alt: says().pictureOf(label, name), title: name, width: 96, height: 96 });
  pictureUrl(label, { name, time }).then(
    (url) => (image.src = url),
    () => image.replaceWith(make("span", { className: "faulty" }, "⚠")),
  );
  return make("li", {}, image, make("span", { className: "quiet" }, words ?? `${predicted}, ${percent(probability, 0)}`));
}

const tiles = (name, pictures, words) =>
  make("figure", {}, make("figcaption", {}, name), make("ul", { className: "tiles" }, ...pictures.map((each) => picture(each, words))));

function mixture({ label, predicted, count, of, pictures, examples }) {
  const rest = count - pictures.length;
  const shown = make("div", { className: "side-by-side" });
  if (pictures.length) shown.append(tiles(says().wrongOnes(label, predicted), pictures));
  if (examples.length) shown.append(tiles(says().examplesOf(predicted), examples, predicted));
  return make(
    "article",
    {},
    make("h3", {}, says().taken(count, of, label, predicted)),
    shown,
    ...(rest > 0 ? [make("p", { className: "quiet" }, says().rest(rest))] : []),
  );
}

function classBar({ label, count, correct }) {
  const share = count === 0 ? 0 : correct / count;
  const fill = make("span", { className: "fill" });
  fill.style.transform = `scaleX(${share})`;
  return make(
    "li",
    { className: share < 0.8 ? "weak" : "" },
    make("span", { className: "label" }, label),
    make("span", { className: "track", "aria-hidden": "true" }, fill),
    make("span", { className: "share" }, says().ofThem(correct, count)),
  );
}

function showWorth() {
  const { accuracy, low, high } = verdict;
  write(at("worth"), texts().train.worth(verdict));
  at("interval").setAttribute("aria-label", says().interval(percent(low, 0), percent(high, 0)));
  for (const [name, value] of Object.entries({ low, high, at: accuracy })) {
    at("interval").style.setProperty(`--${name}`, value);
  }
  write(
    at("remarks"),
    [
      verdict.leaked ? says().leaked(verdict.leaked) : "",
      verdict.unknown ? says().unknown(verdict.unknown, verdict.count, verdict.answered_rightly) : "",
    ]
      .filter(Boolean)
      .join("\n"),
  );
}

function showSayings() {
  const { sayings } = verdict;
  const total = sayings.reduce((sum, { count }) => sum + count, 0);
  const over = sayings.reduce((sum, { says: said, right, count }) => sum + (count * (said - right)) / total, 0);
  write(at("sure"), says().calibration(over, total));
  at("sayings").replaceChildren(...sayings.map((each) => make("li", {}, says().saying(each))));
}

function showVerdict() {
  for (const id of ["mixed-section", "classes-section", "sure-section"]) at(id).hidden = !verdict;
  if (!verdict) return;
  showWorth();
  const { confusions, classes } = verdict;
  write(at("mixed-lead"), confusions.length ? says().mixedLead : says().noneMixed);
  at("mixed").replaceChildren(...confusions.map(mixture));
  at("numbers").hidden = !matrix;
  if (matrix) showMatrix(matrix);
  const weakest = [...classes].sort((a, b) => a.correct / a.count - b.correct / b.count);
  at("classes").replaceChildren(...weakest.map(classBar));
  showSayings();
}

function showComparison() {
  at("only").replaceChildren();
  write(at("compared"), comparison ? says().compared(chosen, other, comparison) : "");
  if (!comparison) return;
  const { pictures_of_first: mine, pictures_of_second: theirs } = comparison;
  if (mine.length) at("only").append(tiles(says().onlyRight(chosen, other), mine));
  if (theirs.length) at("only").append(tiles(says().onlyRight(other, chosen), theirs));
}

function options(select, names, value) {
  if (select.dataset.names !== names.join("\n")) {
    select.dataset.names = names.join("\n");
    select.replaceChildren(...names.map((name) => make("option", { value: name }, name || says().nobody)));
  }
  if (select.firstChild?.value === "") write(select.firstChild, says().nobody);
  select.value = value;
}

function showChoices() {
  const names = judged().map(({ name }) => name);
  at("none").hidden = names.length > 0;
  at("worth-section").hidden = names.length === 0;
  if (!names.includes(chosen)) chosen = names[0];
  const others = names.filter((name) => name !== chosen);
  if (!others.includes(other)) other = "";
  at("compare-section").hidden = others.length === 0;
  options(at("run"), names, chosen);
  options(at("other"), ["", ...others], other);
}

let asked;
async function load() {
  const now = chosen && JSON.stringify([chosen, judged().find(({ name }) => name === chosen)?.judged]);
  if (!now || asked === now) return;
  asked = now;
  verdict = undefined;
  await attempt(async () => {
    const [said, run] = await Promise.all([
      call(`v1/judge?${query({ run: chosen })}`),
      call(`v1/run?${query({ name: chosen })}`),
    ]);
    if (asked !== now) return;
    verdict = said;
    matrix = run.matrix;
    showVerdict();
  });
  await compare();
}

async function compare() {
  comparison = undefined;
  showComparison();
  if (!other) return;
  const [a, b] = [chosen, other];
  await attempt(async () => {
    const found = await call(`v1/judge/compare?${query({ a, b })}`);
    if (a !== chosen || b !== other) return;
    comparison = found;
    showComparison();
  });
}

at("run").addEventListener("change", () => {
  chosen = at("run").value;
  showChoices();
  load();
});
at("other").addEventListener("change", () => {
  other = at("other").value;
  compare();
});

let language;
studio("judge", (now) => {
  parts = now;
  if (!parts.trainings) return;
  showChoices();
  if (language !== document.documentElement.lang) {
    language = document.documentElement.lang;
    showVerdict();
    showComparison();
  }
  load();
});

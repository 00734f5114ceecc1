// The page of all runs: a table to sort and the curves of those that are checked.

import { Chart } from "./chart.js";
import { at, write, writeList } from "./dom.js";
import { mark, number, percent } from "./format.js";
import { keep } from "./frame.js";
import { RunTable } from "./runtable.js";
import { call } from "./service.js";
import { texts } from "./texts.js";

const COLOURS = 4; // and as many again, dashed
const FIRST = 3; // runs that are checked in the beginning

const charts = { loss: new Chart(at("loss")), accuracy: new Chart(at("accuracy")) };
const histories = new Map(); // by name: which version, and its columns
let listing;
let checked; // names, in the order of their colours

const table = new RunTable(at("runs"), (name, on) => {
  const free = checked.indexOf(null);
  if (!on) checked[checked.indexOf(name)] = null;
  else if (free >= 0) checked[free] = name;
  else checked.push(name);
  show();
});

function check() {
  if (checked) return;
  const newest = [...listing.runs].sort((a, b) => b.changed - a.changed);
  checked = newest.slice(0, FIRST).map(({ name }) => name);
}

/** Fetches the history of a checked run that has got on. */
async function load(run) {
  const version = `${run.epoch} ${run.changed}`;
  if (histories.get(run.name)?.version === version) return;
  histories.set(run.name, { ...histories.get(run.name), version });
  try {
    const { history } = await call(`v1/run?${new URLSearchParams({ name: run.name })}`);
    histories.set(run.name, { version, history });
    show();
  } catch {
    histories.delete(run.name); // again with the next change
  }
}

function lines(kind) {
  return checked.flatMap((name, place) => {
    const history = histories.get(name)?.history;
    if (!history) return [];
    const watched = history[`validation_${kind}`];
    const values = watched.some((each) => each !== null) ? watched : history[`train_${kind}`];
    return [
      {
        name,
        colour: place % COLOURS,
        dashed: Math.floor(place / COLOURS) % 2 === 1,
        points: history.epoch.map((epoch, i) => [epoch, values[i]]),
      },
    ];
  });
}

function draw(kind, bounds, format, tick) {
  const shown = lines(kind);
  const last = Math.max(1, ...shown.map(({ points }) => points.at(-1)?.[0] ?? 1));
  const says = texts();
  charts[kind].show({
    title: says[kind],
    across: says.epoch,
    ends: [1, last],
    lines: shown,
    bounds,
    write: format,
    tick,
    named: true,
  });
}

function show() {
  if (!listing) return;
  const { runs, folder, unreadable } = listing;
  check();
  document.title = `${texts().runsTitle} – Signet`;
  write(at("folder"), texts().inFolder(folder, runs.length));
  at("empty").hidden = runs.length > 0;
  at("scroll").hidden = runs.length === 0;
  table.show(runs, checked);
  const names = new Map(runs.map((run) => [run.name, run]));
  checked.filter((name) => names.has(name)).forEach((name) => load(names.get(name)));
  draw("loss", undefined, number, mark);
  draw("accuracy", [0, 1], percent, (share) => percent(share, 0));
  at("unreadable").hidden = unreadable.length === 0;
  writeList(at("unreadable-list"), unreadable.map((each) => [each.folder, each.problem]));
}

keep("v1/events", (_, content) => (listing = content), show);

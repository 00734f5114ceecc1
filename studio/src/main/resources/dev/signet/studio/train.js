// The page on which a network is trained.

import { Chart } from "./chart.js";
import { at, make, write, writeList } from "./dom.js";
import { inWords } from "./frame.js";
import { clock, count, date, percent } from "./format.js";
import { samples } from "./samples.js";
import { call } from "./service.js";
import { attempt, pageOf, studio } from "./shell.js";
import { texts } from "./texts.js";

const FEWEST = 2; // pictures of a class, and classes
const ACTIVE = ["preparing", "training", "concluding", "pausing"];

const chart = new Chart(at("accuracy"));
let parts = {};

const says = () => texts().train;
const post = (path, body) => call(`v1/trainings${path}`, { method: "POST", body: JSON.stringify(body) });

/** The training that is shown in full: the one under way, else the newest. */
const shown = () =>
  parts.trainings.find(({ state }) => ACTIVE.includes(state)) ??
  parts.trainings.find(({ state }) => state !== "waiting");

function showAsk() {
  const { classes } = parts.project;
  const usable = classes.filter(({ pictures }) => pictures > 0);
  const fewest = Math.min(...usable.map(({ pictures }) => pictures));
  at("begin").disabled = usable.length < FEWEST || fewest < FEWEST;
  const busy = parts.trainings.some(({ state }) => ACTIVE.includes(state) || state === "waiting");
  write(at("begin"), busy ? says().queue : says().begin);
  write(
    at("ask-lead"),
    usable.length < FEWEST
      ? says().tooFew
      : says().lead(
          usable.length,
          usable.reduce((sum, { pictures }) => sum + pictures, 0),
          fewest,
        ) + (parts.network === "hands" ? says().fewBegin : ""),
  );
}

function sentenceOf(training) {
  const { state, judged, problem } = training;
  if (state === "failed") return says().failed(inWords(problem) ?? "");
  if (state === "finished" && judged) return says().worth(judged);
  return says().sentences[state] ?? "";
}

function showNow() {
  const training = shown();
  at("now").hidden = !training;
  if (!training) return;
  const { state, share, epoch, epochs } = training;
  write(at("name"), training.name);
  at("state").dataset.state = ACTIVE.includes(state) ? "training" : state;
  write(at("state"), says().states[state]);
  write(at("sentence"), sentenceOf(training));
  const active = ACTIVE.includes(state);
  at("course").hidden = !active;
  if (state === "training") at("bar").value = share ?? 0;
  else at("bar").removeAttribute("value");
  write(
    at("course-text"),
    state === "training" ? says().course(Math.min((epoch ?? 0) + 1, epochs), epochs) : "",
  );
  const learning = state === "training";
  writeList(at("figures"), [
    [says().left, learning ? clock(training.seconds_left) : null],
    [says().speed, learning ? count(training.pictures_per_second) : null],
    [says().right, training.accuracy === undefined ? null : percent(training.accuracy, 0)],
    [says().passes, learning ? `${epoch} / ${epochs}` : null],
  ]);
  at("pause").hidden = !["preparing", "training"].includes(state);
  at("stop").hidden = !["preparing", "training"].includes(state);
  at("resume").hidden = !["paused", "stopped"].includes(state);
  at("curves").href = `run.html?${new URLSearchParams({ name: training.name })}`;
  at("curves").hidden = parts.run?.name !== training.name;
}

function showCurve() {
  const mine = shown()?.name === parts.run?.name && parts.history?.epoch.length > 0;
  at("curve-section").hidden = !mine;
  const mistakes = parts.samples?.mistakes ?? [];
  const wrong = shown()?.name === parts.run?.name && parts.samples !== undefined;
  at("mistakes-section").hidden = !mine || !wrong;
  if (!mine) return;
  const { history, run } = parts;
  const line = (key, name, colour) => ({
    name,
    colour,
    points: history.epoch.map((epoch, i) => [epoch, history[key][i]]),
  });
  const lines = [line("train_accuracy", says().ofLearned, 0)];
  if (run.watched) lines.push(line("validation_accuracy", says().ofNew, 1));
  chart.show({
    title: says().accuracy,
    across: says().pass,
    ends: [1, Math.max(history.epoch.at(-1), run.settings?.epochs ?? 1)],
    lines,
    bounds: [0, 1],
    write: percent,
    tick: (share) => percent(share, 0),
  });
  if (!wrong) return;
  write(at("mistakes-lead"), mistakes.length ? says().mistakesLead(parts.samples.epoch) : says().noMistakes);
  samples(at("mistakes"), mistakes);
}

function row(training) {
  const { name, state, seconds, asked, judged, model } = training;
  const end = (path, text) => {
    const button = make("button", { type: "button" }, text);
    button.addEventListener("click", () => attempt(() => post(path, { name })));
    return button;
  };
  const actions = make("span", { className: "cluster" });
  if (state === "waiting") actions.append(end("/stop", says().cancel));
  if (["paused", "stopped"].includes(state)) actions.append(end("/resume", says().resume));
  if (model) {
    const query = new URLSearchParams({ name });
    actions.append(
      make("a", { href: `run.html?${query}` }, says().curves),
      make("a", { href: pageOf("take", { run: name }) }, says().take),
    );
  }
  const chip = make("span", { className: "state" }, says().states[state]);
  chip.dataset.state = ACTIVE.includes(state) ? "training" : state;
  return make(
    "li",
    {},
    make("strong", {}, name),
    chip,
    make("span", { className: "quiet" }, [says().minutes(seconds / 60), date(asked)].join(", ")),
    make("span", { className: "verdict-line" }, state === "failed" || judged ? sentenceOf(training) : ""),
    actions,
  );
}

let drawn;
function showAll() {
  const { trainings } = parts;
  at("all").hidden = trainings.length === 0;
  const quiet = trainings.map(({ name, state, judged, model, seconds, asked, problem }) => ({
    name,
    state,
    judged,
    model,
    seconds,
    asked,
    problem,
  }));
  const now = JSON.stringify([document.documentElement.lang, quiet]);
  if (now === drawn) return;
  drawn = now;
  at("trainings").replaceChildren(...quiet.map(row));
}

at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = (id) => Number(at(id).value);
  const minutes = number("other") || Number(new FormData(at("ask")).get("minutes"));
  attempt(() =>
    post("", {
      seconds: Math.round(60 * minutes),
      ...(at("network").value ? { network: at("network").value } : {}),
      size: number("size"),
      aside: number("aside"),
      seed: number("seed"),
      ...(number("passes") ? { passes: number("passes") } : {}),
    }),
  );
});
for (const deed of ["pause", "stop", "resume"]) {
  at(deed).addEventListener("click", () => attempt(() => post(`/${deed}`, { name: shown().name })));
}

studio(
  "train",
  (now) => {
    parts = now;
    if (!parts.project || !parts.trainings) return;
    showAsk();
    showNow();
    showCurve();
    showAll();
  },
  { live: 1 },
);

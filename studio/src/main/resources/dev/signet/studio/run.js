// The page of one run.

import { Chart } from "./chart.js";
import { at, write, writeList } from "./dom.js";
import { clock, count, date, mark, number, percent, rate } from "./format.js";
import { keep, showState } from "./frame.js";
import { showMatrix } from "./matrix.js";
import { showReport } from "./report.js";
import { showSamples } from "./samples.js";
import { texts } from "./texts.js";

const name = new URLSearchParams(location.search).get("name") ?? "";
const charts = Object.fromEntries(
  ["loss", "accuracy", "steps", "rate"].map((id) => [id, new Chart(at(id))]),
);
const parts = {};
const drawn = {};

const whole = (share) => percent(share, 0);
const pairs = (xs, ys) => xs.map((x, i) => [x, ys[i]]);

function showHead() {
  const { run, progress, place } = parts;
  at("back").hidden = place?.single !== false;
  write(at("title"), name);
  if (!run) return;
  showState(at("state"), run);
  const { settings } = run;
  write(at("lead"), settings ? texts().leadOf(settings) : texts().preparing);
  showCourse(run, progress);
  showFigures(run, progress);
  const share = run.state === "training" && progress ? `${percent(done(progress), 0)} ` : "";
  document.title = `${share}${name} – Signet`;
}

const done = ({ step, steps_per_epoch: each, epochs }) => Math.min(1, step / (each * epochs));

function showCourse(run, progress) {
  at("course").hidden = !progress;
  if (!progress) return;
  at("bar").value = done(progress);
  const { step, steps_per_epoch: each, epochs, epoch } = progress;
  const ended = run.state !== "training";
  write(
    at("course-text"),
    ended
      ? texts().ended(epoch, epochs)
      : texts().course(Math.min(epoch + 1, epochs), epochs, step - epoch * each, each),
  );
}

function showFigures(run, progress) {
  const says = texts().figures;
  const { scores, judged } = run;
  const training = run.state === "training" && progress;
  const part = run.watched ? "" : ` (${texts().learned})`;
  writeList(at("figures"), [
    [says.judged, judged ? percent(judged.accuracy) : null],
    [says.last + part, scores ? percent(scores.last_accuracy) : null],
    [says.best(scores?.best_epoch) + part, scores ? percent(scores.best_accuracy) : null],
    [says.loss + part, scores ? number(scores.last_loss) : null],
    [says.speed, training ? count(progress.pictures_per_second) : null],
    [says.left, training ? clock(progress.seconds_left) : null],
    [says.rate, training ? rate(progress.steps.learning_rate.at(-1)) : null],
  ]);
}

function epochChart(id, kind, bounds, format, tick) {
  const { history, run } = parts;
  const says = texts();
  const line = (which, label, colour) => ({
    name: label,
    colour,
    points: pairs(history.epoch, history[`${which}_${kind}`]),
  });
  const lines = [line("train", says.learned, 0)];
  if (run.watched) lines.push(line("validation", says.partOf(run), 1));
  const last = Math.max(history.epoch.at(-1) ?? 1, run.settings?.epochs ?? 1);
  charts[id].show({ title: says[id], across: says.epoch, ends: [1, last], lines, bounds, write: format, tick });
}

function stepChart(id, key, format) {
  const { progress } = parts;
  const says = texts();
  const title = says[{ steps: "stepLoss", rate: "rate" }[id]];
  const total = progress ? progress.steps_per_epoch * progress.epochs : 1;
  const points = progress ? pairs(progress.steps.at.map((each) => each + 1), progress.steps[key]) : [];
  const lines = [{ name: title, colour: id === "rate" ? 2 : 0, points }];
  charts[id].show({ title, across: says.step, ends: [0, total], lines, write: format, tick: id === "rate" ? rate : mark });
}

function showAbout() {
  const { run } = parts;
  const says = texts().facts;
  const { settings, judged } = run;
  writeList(at("about"), [
    [says.network, settings && `${settings.network} (${settings.layout})`],
    [says.recipe, settings?.recipe],
    [says.seed, settings?.seed],
    [says.batch, settings?.batch_size],
    [says.rate, settings && rate(settings.learning_rate)],
    [says.input, settings && `${settings.width} × ${settings.height}`],
    [says.classes, settings?.classes],
    [says.judged, judged && says.interval(judged, percent)],
    [says.changed, date(run.changed)],
    [says.problems, run.problems.length ? run.problems.join("\n") : null],
  ]);
  showReport(at("report"), name, run.report);
}

/** Draws what has changed since it was drawn last. */
function once(key, part, draw) {
  const now = [document.documentElement.lang, part];
  if (drawn[key]?.every((each, i) => each === now[i])) return;
  drawn[key] = now;
  draw(part);
}

function show() {
  showHead();
  if (!parts.run) return;
  if (parts.history) {
    epochChart("loss", "loss", undefined, number, mark);
    epochChart("accuracy", "accuracy", [0, 1], percent, whole);
  }
  stepChart("steps", "loss", number);
  stepChart("rate", "learning_rate", rate);
  once("matrix", parts.matrix, showMatrix);
  once("samples", parts.samples, showSamples);
  showAbout();
}

keep(`v1/events?${new URLSearchParams({ name })}`, (part, content) => (parts[part] = content), show);

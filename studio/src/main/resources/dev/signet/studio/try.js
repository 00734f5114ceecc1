// The page on which models are tried: what one or several of them say of a picture, or live.

import { Asking } from "./asking.js";
import { drawBars } from "./bars.js";
import { Camera } from "./camera.js";
import { at, make, write } from "./dom.js";
import { call } from "./service.js";
import { attempt, studio } from "./shell.js";
import { listen } from "./sources.js";
import { texts } from "./texts.js";

const SIDE = 256; // pixels of a camera picture that is sent; networks look at fewer
const PAUSE = 60; // milliseconds between camera pictures
const MOST = 4; // models that answer side by side

let parts = {};
let facing = "user";
let last; // the picture that is shown, a blob; none while the camera runs
const chosen = new Set([new URLSearchParams(location.search).get("run")].filter(Boolean));
const cards = new Map(); // the elements of the models that answer
const asking = new Asking();
const camera = new Camera(at("video"));

const says = () => texts().try;
const models = () => (parts.trainings ?? []).filter(({ model }) => model).map(({ name }) => name);

function card(run) {
  const verdict = make("p", { className: "verdict", role: "status" });
  const bars = make("ol", { className: "bars" });
  const heat = make("img", { className: "heat", hidden: true });
  const timing = make("p", { className: "quiet" });
  const element = make("section", { "aria-label": run }, make("h2", {}, run), verdict, heat, bars, timing);
  return { element, verdict, bars, heat, timing };
}

function clear({ element, verdict, bars, heat, timing }, text) {
  element.classList.remove("unsure");
  verdict.dataset.kind = "waiting";
  write(verdict, text);
  heat.hidden = true;
  delete bars.dataset.labels;
  bars.replaceChildren();
  write(timing, "");
}

function fill(view, { answer, millis }) {
  const { element, verdict, bars, heat, timing } = view;
  const { unknown, classes, explanation } = answer;
  view.answered = { answer, millis };
  element.classList.toggle("unsure", unknown);
  verdict.dataset.kind = unknown ? "unknown" : "known";
  write(verdict, unknown ? says().unknown : classes[0].label);
  heat.hidden = !explanation;
  if (explanation) {
    heat.src = explanation.overlay;
    heat.alt = says().looked(explanation.label);
  }
  drawBars(bars, classes);
  const why = unknown ? says().why[answer.doubt](classes[0].label) : "";
  write(timing, [why, says().took(millis)].filter(Boolean).join(" "));
}

/** A card for each chosen model, in the order of the list. */
function showCards() {
  const names = models().filter((name) => chosen.has(name));
  for (const [name, { element }] of [...cards]) {
    if (names.includes(name)) continue;
    element.remove();
    cards.delete(name);
  }
  for (const name of names) {
    if (!cards.has(name)) {
      cards.set(name, card(name));
      clear(cards.get(name), says().waiting);
    }
    at("answers").append(cards.get(name).element);
  }
}

let drawn;
function showModels() {
  const names = models();
  for (const id of ["show", "answers"]) at(id).hidden = names.length === 0;
  at("none").hidden = names.length > 0;
  const kept = names.filter((name) => chosen.has(name));
  if (kept.length === 0 && names.length > 0) chosen.add(names[0]);
  at("which").hidden = names.length < 2;
  if (drawn === names.join("\n")) return;
  drawn = names.join("\n");
  at("models").replaceChildren(
    ...names.map((name) => {
      const box = make("input", { type: "checkbox", value: name, checked: chosen.has(name) });
      return make("label", { className: "switch" }, box, make("span", {}, name));
    }),
  );
  showCards();
}

/** At least one answers, and at most as many as fit. */
function choose({ target }) {
  if (target.checked) chosen.add(target.value);
  else chosen.delete(target.value);
  const boxes = [...at("models").querySelectorAll("input")];
  const checked = boxes.filter((box) => box.checked);
  boxes.forEach((box) => (box.disabled = box.checked ? checked.length === 1 : checked.length >= MOST));
  showCards();
  again();
}

async function ask(blob) {
  const query = new URLSearchParams([...chosen].filter((run) => cards.has(run)).map((run) => ["run", run]));
  if (at("explain").checked) query.set("explain", "1");
  const answer = await asking.ask((signal) =>
    call(`v1/try?${query}`, { method: "POST", body: blob, signal }),
  );
  answer?.answers.forEach((each) => {
    const view = cards.get(each.run);
    if (view) fill(view, each);
  });
}

const again = () =>
  last &&
  attempt(async () => {
    cards.forEach((view) => clear(view, says().busy));
    try {
      await ask(last);
    } catch (error) {
      cards.forEach((view) => clear(view, says().noAnswer));
      throw error;
    }
  });

function take(blob) {
  stop();
  last = blob;
  const image = at("picture");
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(blob);
  image.alt = blob.name ?? "";
  image.hidden = false;
  at("frame").dataset.state = "full";
  again();
}

function showCamera(running) {
  at("video").hidden = !running;
  at("live").hidden = !running;
  at("frame").classList.toggle("mirrored", running && camera.mirrored);
  at("camera").setAttribute("aria-pressed", String(running));
  write(at("camera"), running ? says().cameraStop : says().cameraStart);
}

function stop() {
  camera.release();
  if (at("live").hidden) return;
  asking.drop();
  showCamera(false);
  at("frame").dataset.state = "empty";
  cards.forEach((view) => clear(view, says().waiting));
}

async function watch() {
  await attempt(async () => {
    let film;
    try {
      film = await camera.start(facing);
    } catch (error) {
      camera.release();
      throw new Error(texts().collect.noCamera(error.name));
    }
    if (!film.running) return;
    last = undefined;
    at("picture").hidden = true;
    at("frame").dataset.state = "full";
    showCamera(true);
    const devices = await navigator.mediaDevices.enumerateDevices();
    at("turn").hidden = devices.filter(({ kind }) => kind === "videoinput").length < 2;
    try {
      while (film.running) {
        const blob = await film.grab(SIDE);
        if (blob && film.running) await ask(blob);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    } catch (error) {
      stop();
      throw error;
    }
  });
}

at("camera").addEventListener("click", () => (at("live").hidden ? watch() : stop()));
at("turn").addEventListener("click", () => {
  facing = facing === "user" ? "environment" : "user";
  watch();
});
at("models").addEventListener("change", choose);
at("explain").addEventListener("change", again);
listen({ frame: at("frame"), chooser: at("choose"), input: at("file") }, take, () =>
  attempt(() => Promise.reject(new Error(says().notAPicture))),
);

let language;
studio("try", (now) => {
  parts = now;
  if (!parts.trainings) return;
  showModels();
  if (language === document.documentElement.lang) return;
  language = document.documentElement.lang;
  showCamera(!at("live").hidden);
  cards.forEach((view) => {
    if (view.verdict.dataset.kind === "waiting") clear(view, says().waiting);
    else fill(view, view.answered);
  });
});

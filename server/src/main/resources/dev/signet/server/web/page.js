// The page: takes pictures from somewhere, asks the service, shows what it says.

import { showAnswer, showBusy, showNothing, showWaiting } from "./answer.js";
import { Asking } from "./asking.js";
import { Camera } from "./camera.js";
import { showCard } from "./card.js";
import { predict } from "./client.js";
import { hasToken, useToken } from "./service.js";
import { Served } from "./served.js";
import { listen } from "./sources.js";
import { switchLanguage, texts, translate } from "./texts.js";

const SIDE = 256; // pixels of a camera picture that is sent; networks look at fewer
const PAUSE = 100; // milliseconds between camera pictures, so that others get their turn
const PASSING = [429, 503, 504]; // the service has too much to do; the camera goes on

const at = (id) => document.getElementById(id);
const frame = at("frame");
const picture = at("picture");
const problem = at("problem");
const view = {
  panel: document.querySelector(".answer"),
  verdict: at("verdict"),
  bars: at("bars"),
  timing: at("timing"),
};
const camera = new Camera(at("video"));
const served = new Served(at("model"));
const asking = new Asking();

let lastPicture;
let draw = showWaiting; // what the answer's panel shows, to be drawn in another language as well
let replacement;

function show(how) {
  draw = how;
  draw(view);
}

function say(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

function explainFailure(error) {
  at("token-form").hidden = error.status !== 401;
  if (error.status === 401) say(hasToken() ? texts().tokenWrong : "");
  else say(error.status === 0 ? texts().unreachable : error.message);
}

function showReplacement() {
  at("notice").textContent = replacement ? texts().replaced(replacement) : "";
  at("notice").hidden = !replacement;
}

function showModel() {
  const card = served.chosen;
  at("title").textContent = texts().title(card);
  if (card) showCard(at("facts"), card);
}

/** Shows a blob or a data address in the frame, over the camera's picture if that runs. */
function showPicture(source, alternative) {
  if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
  picture.src = typeof source === "string" ? source : URL.createObjectURL(source);
  picture.alt = alternative;
  picture.hidden = false;
  frame.dataset.state = "full";
}

async function reload() {
  replacement = (await served.load()) ?? replacement;
  showReplacement();
  showModel();
}

/** Asks the chosen model, or the one that has its place now. */
async function answerOf(blob, signal) {
  const explain = at("explain").checked;
  const once = () => predict(blob, served.wanted, explain, signal);
  const answer = await once().catch(async (error) => {
    if (error.status !== 404) throw error;
    await reload();
    return once();
  });
  const { id, version } = served.chosen ?? {};
  if (answer.model.id !== id || answer.model.version !== version) {
    await reload().catch(() => {}); // the answer is good without its model's card
  }
  const [{ problem: unreadable }] = answer.predictions;
  if (unreadable) throw Object.assign(new Error(unreadable), { status: 422 });
  return answer;
}

/** Asks once; the status of what went wrong, or undefined. */
async function judge(blob, fromCamera) {
  if (!fromCamera) {
    say("");
    show(showBusy);
  }
  try {
    const answer = await asking.ask((signal) => answerOf(blob, signal));
    if (!answer) return undefined;
    say("");
    at("token-form").hidden = true;
    show((panel) => showAnswer(panel, answer));
    const [first] = answer.predictions;
    const overlay = first.explanation?.overlay;
    if (overlay) showPicture(overlay, texts().overlayOf(first.classes[0].label));
    else if (fromCamera) picture.hidden = true;
    return undefined;
  } catch (error) {
    show(showNothing);
    explainFailure(error);
    return error.status;
  }
}

/** Judges the picture that is shown once more. */
function judgeAgain() {
  if (!lastPicture) return;
  showPicture(lastPicture, texts().pictureOf(lastPicture.name ?? ""));
  judge(lastPicture, false);
}

function take(blob) {
  stopCamera();
  replacement = undefined;
  showReplacement();
  lastPicture = blob;
  judgeAgain();
}

function showCamera(running) {
  at("video").hidden = !running;
  at("live").hidden = !running;
  frame.classList.toggle("mirrored", running && camera.mirrored);
  const button = at("camera");
  button.setAttribute("aria-pressed", String(running));
  button.dataset.text = running ? "cameraStop" : "cameraStart";
  button.textContent = texts()[button.dataset.text];
}

/** Also one that is only just being started. */
function stopCamera() {
  camera.release();
  if (at("live").hidden) return;
  asking.drop();
  showCamera(false);
  picture.hidden = true;
  frame.dataset.state = "empty";
  show(showWaiting);
}

async function watch() {
  let film;
  try {
    film = await camera.start();
  } catch (error) {
    camera.release();
    say(texts().noCamera(error.name));
    return;
  }
  if (!film.running) return; // another picture was chosen meanwhile
  say("");
  lastPicture = undefined;
  picture.hidden = true;
  frame.dataset.state = "full";
  showCamera(true);
  show(showBusy);
  frame.scrollIntoView({ block: "nearest" });
  while (film.running) {
    const blob = await film.grab(SIDE);
    const status = blob && film.running ? await judge(blob, true) : undefined;
    if (status !== undefined && !PASSING.includes(status)) {
      stopCamera();
      show(showNothing);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function loadCards() {
  try {
    await reload();
  } catch (error) {
    explainFailure(error);
  }
}

function writeTexts() {
  translate();
  at("language").textContent = texts().otherLanguage;
  at("language").lang = document.documentElement.lang === "en" ? "zh-CN" : "en";
  draw(view);
  showReplacement();
  showModel();
}

/** On a phone the verdict stands under the picture, where both are seen at one time. */
function place(narrow) {
  if (narrow) frame.after(at("said"));
  else at("answer-title").after(at("said"));
}

at("camera").addEventListener("click", () => (at("live").hidden ? watch() : stopCamera()));
at("language").addEventListener("click", () => {
  switchLanguage();
  writeTexts();
});
at("model").addEventListener("change", () => {
  replacement = undefined;
  showReplacement();
  showModel();
  judgeAgain();
});
at("explain").addEventListener("change", judgeAgain);
at("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(at("token").value);
  at("token-form").hidden = true;
  say("");
  loadCards().then(judgeAgain);
});
picture.addEventListener("error", () => {
  picture.hidden = true;
  frame.dataset.state = "unseen";
});
listen({ frame, chooser: at("choose"), input: at("file") }, take, () => say(texts().notAPicture));

const phone = matchMedia("(max-width: 47.99rem)");
phone.addEventListener("change", () => place(phone.matches));
place(phone.matches);
writeTexts();
loadCards();

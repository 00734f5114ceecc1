// The page: takes pictures from somewhere, asks the service, shows what it says.

import { showAnswer, showWaiting } from "./answer.js";
import { showCard } from "./card.js";
import { models, predict } from "./client.js";
import { useToken } from "./service.js";
import { Camera, listen } from "./sources.js";
import { switchLanguage, texts, translate } from "./texts.js";

const PAUSE = 100; // milliseconds between camera pictures, so that others get their turn

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

let cards = [];
let lastPicture;
let lastAnswer;

const chosen = () => cards[at("model").selectedIndex] ?? cards[0];

function say(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

function explainFailure(error) {
  at("token-form").hidden = error.status !== 401;
  say(error.status === 0 ? texts().unreachable : error.message);
}

/** Shows a blob or a data address in the frame, over the camera's picture if that runs. */
function showPicture(source, alternative) {
  if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
  picture.src = typeof source === "string" ? source : URL.createObjectURL(source);
  picture.alt = alternative;
  picture.hidden = false;
  frame.dataset.state = "full";
}

/** Asks once; whether there was an answer. */
async function judge(blob, fromCamera) {
  try {
    const answer = await predict(blob, chosen(), at("explain").checked);
    if (fromCamera && !camera.running) return true;
    const [first] = answer.predictions;
    if (first.problem) throw Object.assign(new Error(first.problem), { status: 422 });
    lastAnswer = answer;
    say("");
    at("token-form").hidden = true;
    showAnswer(view, answer);
    const overlay = first.explanation?.overlay;
    if (overlay) showPicture(overlay, texts().overlayOf(first.classes[0].label));
    else if (fromCamera) picture.hidden = true;
    return true;
  } catch (error) {
    explainFailure(error);
    return false;
  }
}

async function take(blob) {
  stopCamera();
  lastPicture = blob;
  showPicture(blob, texts().pictureOf(blob.name ?? ""));
  await judge(blob, false);
}

function showCamera(running) {
  at("video").hidden = !running;
  at("live").hidden = !running;
  const button = at("camera");
  button.setAttribute("aria-pressed", String(running));
  button.dataset.text = running ? "cameraStop" : "cameraStart";
  button.textContent = texts()[button.dataset.text];
}

function stopCamera() {
  if (!camera.running) return;
  camera.stop();
  showCamera(false);
  picture.hidden = true;
  frame.dataset.state = "empty";
}

async function watch() {
  try {
    await camera.start();
  } catch {
    camera.stop();
    say(texts().noCamera);
    return;
  }
  say("");
  lastPicture = undefined;
  picture.hidden = true;
  frame.dataset.state = "full";
  showCamera(true);
  while (camera.running) {
    const blob = await camera.grab();
    if (blob && !(await judge(blob, true))) stopCamera();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function loadCards() {
  try {
    cards = await models();
  } catch (error) {
    explainFailure(error);
    return;
  }
  const select = at("model");
  select.replaceChildren(
    ...cards.map(({ name, version }) => new Option(`${name} ${version}`)),
  );
  select.hidden = cards.length < 2;
  showCard(at("facts"), chosen());
}

function writeTexts() {
  translate();
  at("language").textContent = texts().otherLanguage;
  at("language").lang = document.documentElement.lang === "en" ? "zh-CN" : "en";
  if (lastAnswer) showAnswer(view, lastAnswer);
  else showWaiting(view);
  if (chosen()) showCard(at("facts"), chosen());
}

at("camera").addEventListener("click", () => (camera.running ? stopCamera() : watch()));
at("language").addEventListener("click", () => {
  switchLanguage();
  writeTexts();
});
at("model").addEventListener("change", () => {
  showCard(at("facts"), chosen());
  if (lastPicture) judge(lastPicture, false);
});
at("explain").addEventListener("change", () => {
  if (!lastPicture) return;
  showPicture(lastPicture, texts().pictureOf(lastPicture.name ?? ""));
  judge(lastPicture, false);
});
at("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(at("token").value);
  at("token-form").hidden = true;
  say("");
  loadCards().then(() => lastPicture && judge(lastPicture, false));
});
listen({ frame, chooser: at("choose"), input: at("file") }, take, () => say(texts().notAPicture));

writeTexts();
loadCards();

// Shows an answer: the class in large, every class as a bar.

import { texts } from "./texts.js";

const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

function row(label) {
  const made = document.createElement("li");
  for (const name of ["label", "track", "share"]) {
    const part = document.createElement("span");
    part.className = name;
    made.append(part);
  }
  made.querySelector(".label").textContent = label;
  const fill = document.createElement("span");
  fill.className = "fill";
  made.querySelector(".track").append(fill);
  return made;
}

/** Bars stay in the order of the classes, so that the eye follows what moves. */
function drawBars(list, classes) {
  const ordered = [...classes].sort((a, b) => a.index - b.index);
  const labels = ordered.map(({ label }) => label);
  if (list.dataset.labels !== JSON.stringify(labels)) {
    list.dataset.labels = JSON.stringify(labels);
    list.replaceChildren(...labels.map(row));
  }
  ordered.forEach(({ label, probability }, place) => {
    const bar = list.children[place];
    bar.classList.toggle("best", label === classes[0].label);
    bar.querySelector(".fill").style.transform = `scaleX(${probability})`;
    bar.querySelector(".share").textContent = percent(probability);
  });
}

/** Shows the first prediction of an answer of /v1/predict. */
export function showAnswer({ panel, verdict, bars, timing }, answer) {
  const { unknown, classes } = answer.predictions[0];
  panel.classList.toggle("unsure", unknown === true);
  panel.removeAttribute("aria-busy");
  verdict.dataset.kind = unknown ? "unknown" : "known";
  verdict.textContent = unknown ? texts().unknown : classes[0].label;
  drawBars(bars, classes);
  const { total_ms: total, batch_size: batch } = answer.timing;
  const hint = unknown ? `${texts().unknownHint(classes[0].label)}\n` : "";
  timing.textContent = hint + texts().timing(total, batch);
}

function clear({ panel, verdict, bars, timing }, kind, text) {
  panel.classList.remove("unsure");
  panel.removeAttribute("aria-busy");
  verdict.dataset.kind = kind;
  verdict.textContent = text;
  delete bars.dataset.labels;
  bars.replaceChildren();
  timing.textContent = "";
}

/** Says that nothing was judged yet. */
export const showWaiting = (view) => clear(view, "waiting", texts().waiting);

/** Says that there is no answer to the picture that is shown. */
export const showNothing = (view) => clear(view, "waiting", texts().noAnswer);

/** Says that the picture is being judged. */
export function showBusy(view) {
  clear(view, "busy", texts().busy);
  view.panel.setAttribute("aria-busy", "true");
}

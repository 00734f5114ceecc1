// Shows an answer: the class in large, every class as a bar.

import { drawBars } from "./bars.js";
import { texts } from "./texts.js";

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

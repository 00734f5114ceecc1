// Pictures with what is true and what was said of them.

import { at, make, write } from "./dom.js";
import { percent } from "./format.js";
import { texts } from "./texts.js";

function figure({ id, label, predicted, probability, png }) {
  const says = texts();
  const right = label === predicted;
  const bar = make("span", { className: "sure" });
  bar.style.setProperty("--share", probability.toFixed(3));
  return make(
    "li",
    { className: right ? "right" : "wrong", title: id },
    make("img", { src: `data:image/png;base64,${png}`, alt: says.pictureOf(id), width: 96, height: 96 }),
    make(
      "p",
      {},
      make("span", { className: "mark", "aria-hidden": "true" }, right ? "✓" : "✗"),
      make("span", { "aria-hidden": "true" }, right ? label : `${label} → ${predicted}`),
      make("span", { className: "unseen" }, right ? says.isRight(label) : says.isWrong(label, predicted)),
    ),
    bar,
    make("p", { className: "quiet" }, percent(probability)),
  );
}

/** Shows pictures in a list. */
export const samples = (list, all) => list.replaceChildren(...all.map(figure));

/** Shows the samples of an epoch, or says that there are none. */
export function showSamples(part) {
  const says = texts();
  write(at("samples-lead"), part ? says.samplesOf(part.data, part.epoch) : says.nothingYet);
  samples(at("samples"), part?.samples ?? []);
  samples(at("mistakes"), part?.mistakes ?? []);
  at("mistakes-title").hidden = !part?.mistakes.length;
}

// The model's card: what it is, what it was trained on, how far to trust it.

import { texts } from "./texts.js";

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** Wilson's 95 % interval of a share (Wilson, 1927). */
function wilson(share, n) {
  const z = 1.959964;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
}

function accuracy({ metrics = {} }, says) {
  const share = metrics.test_accuracy;
  if (share === undefined) return undefined;
  const n = metrics.test_pictures;
  if (!n) return percent(share);
  const [low, high] = wilson(share, n).map(percent);
  return `${percent(share)} (${says.interval(low, high, n)})`;
}

function threshold({ confidence }, says) {
  return confidence ? says.below(percent(confidence.threshold)) : says.never;
}

/** Writes the facts of a card of /v1/models as terms and meanings. */
export function showCard(list, card) {
  const says = texts().facts;
  const { model, provenance } = card.manifest;
  const facts = [
    [says.architecture, `${model.variant} (${model.layout})`],
    [says.classes, card.classes.join(", ")],
    [says.accuracy, accuracy(provenance, says)],
    [says.threshold, threshold(card.manifest, says)],
    [says.trainedOn, `${provenance.trainingData}, ${says.pictures(provenance.trainingPictures)}`],
    [says.audit, provenance.audit],
    [says.recipe, `${provenance.recipe}, ${says.epochs(provenance.epochs)}`],
    [says.input, `${model.input.width} × ${model.input.height}`],
    [says.version, `${card.name} ${card.version}`],
  ].filter(([, meaning]) => meaning !== undefined && meaning !== null);
  list.replaceChildren(
    ...facts.flatMap(([term, meaning]) => {
      const name = document.createElement("dt");
      const value = document.createElement("dd");
      name.textContent = term;
      value.textContent = meaning;
      return [name, value];
    }),
  );
}

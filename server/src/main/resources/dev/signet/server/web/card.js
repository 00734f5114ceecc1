// The model's card: what it is, what it was trained on, how far to trust it.

import { texts } from "./texts.js";

const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

const share = ({ accuracy, interval, count }, says) =>
  `${percent(accuracy)} (${says.interval(percent(interval.low), percent(interval.high), count)})`;

/** Of files from before there were scores the share alone is known. */
function accuracy({ score, manifest }, says) {
  if (score) return share(score.all, says);
  const known = manifest.provenance.metrics?.test_accuracy;
  return known === undefined ? undefined : percent(known);
}

function threshold({ confidence }, says) {
  if (!confidence) return says.never;
  const least = percent(confidence.threshold);
  return confidence.novelty ? says.novel(least) : says.below(least);
}

/** Writes the facts of a card of /v1/models as terms and meanings. */
export function showCard(list, card) {
  const says = texts().facts;
  const { model, provenance } = card.manifest;
  const facts = [
    [says.architecture, `${model.variant} (${model.layout})`],
    [says.classes, card.classes.join(", ")],
    [says.accuracy, accuracy(card, says)],
    [says.withoutLeaked, card.score?.without_leaked && share(card.score.without_leaked, says)],
    [says.judgedBy, card.score?.data],
    [says.threshold, threshold(card.manifest, says)],
    [says.trainedOn, `${provenance.training_data}, ${says.pictures(provenance.training_pictures)}`],
    [says.audit, card.audit],
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

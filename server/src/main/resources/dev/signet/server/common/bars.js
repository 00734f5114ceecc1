// Every class of an answer as a bar.

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

/** Draws bars, which stay in the order of the classes, so that the eye follows what moves. */
export function drawBars(list, classes) {
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

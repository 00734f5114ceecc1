// From numbers to places and round numbers for axes.

/** Round numbers between two others: about `most` of them, in steps of 1, 2 or 5. */
export function ticks(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** Powers of ten between two numbers, their ends included. */
function decades(low, high) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/** From 0, or by powers of ten where the numbers lie far apart. */
export function vertical(values, ends) {
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  if (!ends && smallest > 0 && largest / smallest > 100) {
    const marks = decades(smallest, largest);
    const [low, high] = [Math.log10(marks[0]), Math.log10(marks.at(-1))];
    return { marks, place: (value) => (Math.log10(value) - low) / (high - low) };
  }
  const low = ends ? ends[0] : 0;
  const high = ends ? ends[1] : largest || 1;
  const marks = ticks(low, high, 5);
  const top = Math.max(high, marks.at(-1));
  return { marks, place: (value) => (value - low) / (top - low) };
}

// Files that people choose, drop or paste: pictures, folders of them, and films.

const isPicture = ({ type, name }) =>
  type.startsWith("image/") || /\.(jpe?g|png|gif|bmp|webp|tiff?|heic|heif|avif|dng)$/i.test(name);
const isFilm = ({ type }) => type.startsWith("video/");

/** The files below a folder that was dropped, with the names of the folders on the way. */
async function below(entry, way = []) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, way }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await below(each, [...way, entry.name])));
  }
}

/** What was dropped, as files with their ways; what comes from another page is a file at once. */
async function dropped(transfer) {
  const items = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = [];
  for (const { entry, file } of items) {
    if (entry) found.push(...(await below(entry)));
    else if (file) found.push({ file, way: [] });
  }
  return found;
}

const chosen = (files) =>
  [...files].map((file) => ({ file, way: file.webkitRelativePath.split("/").slice(0, -1) }));

/**
 * Sorts files: pictures by the class that they are for, films, and what is neither. Folders with
 * pictures in a folder that was taken are classes of their own; else all is for one class.
 *
 * @param label the class for what names none, or undefined
 */
export function sorted(found, label) {
  const path = ({ file, way }) => [...way, file.name].join("/");
  const visible = found
    .filter(({ file, way }) => ![...way, file.name].some((name) => name.startsWith(".")))
    .sort((a, b) => path(a).localeCompare(path(b), undefined, { numeric: true }));
  const pictures = visible.filter(({ file }) => isPicture(file));
  const parents = new Set(pictures.map(({ way }) => way.at(-1)));
  const byFolder = parents.size > 1 || (!label && !parents.has(undefined));
  return {
    pictures: pictures.map(({ file, way }) => ({
      label: byFolder ? (way.at(-1) ?? label) : label,
      name: file.name,
      blob: file,
    })),
    films: visible.filter(({ file }) => isFilm(file)).map(({ file }) => file),
    others: visible.filter(({ file }) => !isPicture(file) && !isFilm(file)).map(({ file }) => file),
  };
}

/**
 * Listens to choosers, drops and pastes.
 *
 * @param inputs file inputs
 * @param over is told whether something is held over the page
 * @param take is given the files with their ways
 */
export function listen(inputs, over, take) {
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (input.files.length > 0) take(chosen(input.files));
      input.value = ""; // so that the same file can be chosen again
    });
  }
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) take(files.map((file) => ({ file, way: [] })));
  });
  let depth = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) over(++depth > 0);
  });
  document.addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) over(--depth > 0);
  });
  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    take(await dropped(event.dataTransfer));
  });
}

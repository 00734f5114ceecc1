// The page on which pictures are collected.

import { ClassList } from "./classlist.js";
import { at, make, write } from "./dom.js";
import { inWords } from "./frame.js";
import { frames } from "./frames.js";
import { Grid } from "./grid.js";
import { listen, sorted } from "./intake.js";
import * as project from "./project.js";
import { attempt, studio } from "./shell.js";
import { Shooting } from "./shooting.js";
import { texts } from "./texts.js";
import { Uploads } from "./uploads.js";

const BIN = ""; // stands for a class where pictures are shown
const FRAME = 480; // pixels of a film's frame
const MOST_REFUSED = 8; // that are named one by one

let state;
let label = new URLSearchParams(location.search).get("class") ?? undefined; // that is shown
let shown; // which version of which class the grid has
let wanted; // a class that was just made, and is to be shown

const says = () => texts().collect;
const classNamed = (name) => state?.classes.find((each) => each.label === name);

const grid = new Grid(at("grid"), showToolbar, async (from, picture) => {
  at("large-picture").src = await project.pictureUrl(from, picture, 1024);
  at("large-picture").alt = picture.name;
  write(at("large-name"), picture.name);
  at("large").showModal();
});

const list = new ClassList(at("classes"), choose, (order) =>
  attempt(() => project.orderClasses(order)),
);

const uploads = new Uploads(showUploads);

const shooting = new Shooting(
  (name, blob, session) => uploads.add([{ label, name, blob }], { batch: session }),
  (reason) => attempt(() => Promise.reject(new Error(reason))),
);

function choose(name) {
  if (name !== label) shooting.stop();
  label = name;
  wanted = undefined;
  at("rename-form").hidden = true;
  show();
}

/** The class that is shown may have gone, or got another name in another window. */
function settle() {
  if (wanted !== undefined && classNamed(wanted)) choose(wanted);
  if (label === BIN || classNamed(label)) return;
  label = state.classes[0]?.label;
}

async function load() {
  const version = label === BIN ? state.bin.version : classNamed(label)?.version;
  const now = `${label} ${version}`;
  if (label === undefined || shown === now) return;
  shown = now;
  const of = label;
  try {
    const pictures = await project.picturesOf(of);
    if (of === label) grid.show(of, pictures);
  } catch {
    shown = undefined; // again with the next change
  }
}

function show() {
  if (!state) return;
  settle();
  at("welcome").hidden = state.classes.length > 0;
  at("panel").hidden = label === undefined;
  list.show(state.classes, label);
  const bin = at("bin");
  write(bin, says().bin(state.bin.pictures));
  bin.hidden = state.bin.pictures === 0 && label !== BIN;
  bin.setAttribute("aria-pressed", String(label === BIN));
  showUndo();
  if (label !== undefined) showPanel();
}

function showPanel() {
  const inBin = label === BIN;
  const current = classNamed(label);
  const count = inBin ? state.bin.pictures : current.pictures;
  write(at("title"), inBin ? says().binTitle : label);
  write(at("count"), inWords(current?.problem) ?? says().pictures(count));
  for (const id of ["class-actions", "sources", "drop-hint"]) at(id).hidden = inBin;
  at("class-actions").hidden = inBin || !at("rename-form").hidden;
  showCamera();
  at("nothing").hidden = count > 0;
  write(at("nothing"), inBin ? says().binEmpty : says().nothing);
  const place = state.classes.findIndex((each) => each.label === label);
  at("earlier").disabled = place <= 0;
  at("later").disabled = place < 0 || place === state.classes.length - 1;
  showToolbar();
  load();
}

function showCamera() {
  at("camera").setAttribute("aria-pressed", String(shooting.running));
  write(at("camera"), shooting.running ? says().cameraOff : says().camera);
}

function showToolbar() {
  if (!state || label === undefined) return;
  const inBin = label === BIN;
  const count = inBin ? state.bin.pictures : (classNamed(label)?.pictures ?? 0);
  const chosen = grid.selected.size;
  document.querySelector(".toolbar").hidden = count === 0;
  write(at("selected"), chosen === 0 ? says().selectAll : says().selected(chosen));
  at("all").checked = chosen > 0 && chosen === count;
  at("all").indeterminate = chosen > 0 && chosen < count;
  at("with-selected").hidden = inBin || chosen === 0;
  at("with-bin").hidden = !inBin;
  at("restore").disabled = chosen === 0;
  const others = state.classes.map((each) => each.label).filter((name) => name !== label);
  const options = ["", ...others];
  if (at("move-to").dataset.names !== JSON.stringify(options)) {
    at("move-to").dataset.names = JSON.stringify(options);
    at("move-to").replaceChildren(
      ...options.map((name) => make("option", { value: name }, name || "…")),
    );
  }
  at("move-to").disabled = others.length === 0;
}

function showUndo() {
  const { undo } = state;
  at("undo").hidden = !undo;
  if (undo) write(at("undo"), says().undo(says().deeds[undo.kind](undo.count, undo.label)));
}

function showUploads() {
  at("uploads").hidden = !uploads.busy;
  const settled = uploads.done + uploads.refused.length;
  write(at("uploads-text"), says().uploading(Math.min(settled, uploads.total), uploads.total));
  at("uploads-bar").value = uploads.total ? settled / uploads.total : 0;
  const { refused, stopped } = uploads;
  at("refused").hidden = refused.length === 0;
  write(at("refused-text"), stopped || says().refused(refused.length));
  at("refused-list").replaceChildren(
    ...refused.slice(0, MOST_REFUSED).map(({ name, reason }) =>
      make("li", {}, make("strong", {}, name), ` ${reason}`),
    ),
    ...(refused.length > MOST_REFUSED
      ? [make("li", {}, says().more(refused.length - MOST_REFUSED))]
      : []),
  );
}

/** Takes files: pictures as they are, films by their frames, folders as classes. */
async function take(found) {
  const { pictures, films, others } = sorted(found, label === BIN ? undefined : label);
  if (label === BIN || label === undefined) wanted = pictures[0]?.label;
  const taken = pictures.filter((picture) => picture.label);
  uploads.add(taken, { batch: `${Date.now()}`, make: 1 });
  uploads.refused.push(...others.map(({ name }) => ({ name, reason: says().noPicture })));
  for (const film of films) await takeFilm(film);
  showUploads();
}

async function takeFilm(film) {
  const to = label;
  if (!classNamed(to)) return;
  const batch = `${Date.now()}`;
  const stem = film.name.replace(/\.[^.]*$/, "");
  try {
    await frames(film, FRAME, (blob, place) => {
      const name = `${stem}-${String(place + 1).padStart(4, "0")}.jpg`;
      uploads.add([{ label: to, name, blob }], { batch });
    });
  } catch {
    uploads.refused.push({ name: film.name, reason: says().noFilm });
    showUploads();
  }
}

const chosen = () => [...grid.selected].map((name) => ({ label, name }));

at("add-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const made = await attempt(() => project.addClass(at("add-name").value));
  if (!made) return;
  at("add-name").value = "";
  wanted = made.name;
});
at("rename").addEventListener("click", () => {
  at("rename-form").hidden = false;
  at("class-actions").hidden = true;
  at("rename-name").value = label;
  at("rename-name").select();
});
at("rename-cancel").addEventListener("click", () => choose(label));
at("rename-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const made = await attempt(() => project.renameClass(label, at("rename-name").value));
  if (!made) return;
  at("rename-form").hidden = true;
  wanted = made.name;
  show();
});

function shift(by) {
  const order = state.classes.map((each) => each.label);
  const place = order.indexOf(label);
  order.splice(place, 1);
  order.splice(place + by, 0, label);
  attempt(() => project.orderClasses(order));
}
at("earlier").addEventListener("click", () => shift(-1));
at("later").addEventListener("click", () => shift(1));
at("remove").addEventListener("click", () => attempt(() => project.removeClass(label)));
at("bin").addEventListener("click", () => choose(BIN));
at("camera").addEventListener("click", async () => {
  if (shooting.running) shooting.stop();
  else await attempt(() => shooting.start());
  showCamera();
});
at("choose").addEventListener("click", () => at("file").click());
at("choose-folder").addEventListener("click", () => at("folder").click());
at("welcome-folder").addEventListener("click", () => at("folder").click());
at("example").addEventListener("click", () => attempt(() => project.drawExample()));
at("all").addEventListener("change", () => grid.selectAll(at("all").checked));
at("move-to").addEventListener("change", async () => {
  const to = at("move-to").value;
  at("move-to").value = "";
  if (to) await attempt(() => project.movePictures(chosen(), to));
});
at("delete").addEventListener("click", () => attempt(() => project.deletePictures(chosen())));
at("grid").addEventListener("keydown", (event) => {
  if ((event.key === "Delete" || event.key === "Backspace") && label !== BIN && grid.selected.size) {
    attempt(() => project.deletePictures(chosen()));
  }
});
at("restore").addEventListener("click", () =>
  attempt(() => project.restorePictures([...grid.selected])),
);
at("empty-bin").addEventListener("click", () => {
  write(at("sure-text"), says().sure(state.bin.pictures));
  at("sure").showModal();
});
at("sure-yes").addEventListener("click", () => {
  at("sure").close();
  attempt(() => project.emptyBin());
});
at("sure-no").addEventListener("click", () => at("sure").close());
at("large-close").addEventListener("click", () => at("large").close());
at("undo").addEventListener("click", () => attempt(() => project.undo()));
at("refused-close").addEventListener("click", () => uploads.clear());
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input[type=text], input[type=password]");
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing && state?.undo) {
    event.preventDefault();
    attempt(() => project.undo());
  }
});
listen([at("file"), at("folder")], (over) => (at("over").hidden = !over), take);

studio("collect", (parts) => {
  state = parts.project;
  show();
  showUploads();
});

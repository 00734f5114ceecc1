// The page on which a model is taken away.

import { at, make, write } from "./dom.js";
import { inWords } from "./frame.js";
import { call, request } from "./service.js";
import { attempt, studio } from "./shell.js";
import { texts } from "./texts.js";

const FORMATS = ["signet", "onnx", "onnx-int8", "pytorch"];

let parts = {};
let chosen = new URLSearchParams(location.search).get("run");
let listing; // of which run, and its files
let making = ""; // the format that is being made

const says = () => texts().take;
const post = (path, body) => call(path, { method: "POST", body: JSON.stringify(body ?? {}) });
const models = () => (parts.trainings ?? []).filter(({ model }) => model);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

async function list() {
  const run = chosen;
  try {
    const answer = await call(`v1/models/files?${new URLSearchParams({ run })}`);
    if (run !== chosen) return;
    listing = { run, ...answer };
    show();
  } catch {
    listing = undefined; // again with the next change
  }
}

async function save(format) {
  making = format;
  showFiles();
  await attempt(async () => {
    const { file } = await post("v1/models/file", { run: chosen, format });
    const query = new URLSearchParams({ run: chosen, format });
    const blob = await (await request(`v1/models/file?${query}`)).blob();
    const link = make("a", { href: URL.createObjectURL(blob), download: `${chosen}-${file}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await list();
  });
  making = "";
  showFiles();
}

function showFiles() {
  if (listing?.run !== chosen) return;
  write(at("folder"), listing.folder);
  const files = new Map(listing.files.map((each) => [each.format, each]));
  const now = JSON.stringify([document.documentElement.lang, listing, making]);
  if (at("files").dataset.now === now) return;
  at("files").dataset.now = now;
  at("files").replaceChildren(
    ...FORMATS.map((format) => {
      const { file, bytes } = files.get(format);
      const button = make(
        "button",
        { type: "button", disabled: making !== "" },
        making === format ? says().making : says().download,
      );
      button.addEventListener("click", () => save(format));
      button.setAttribute("aria-label", `${says().download}: ${says().formats[format]}`);
      return make(
        "li",
        {},
        make("strong", {}, says().formats[format]),
        make("span", { className: "what" }, says().formatLeads[format]),
        make("span", { className: "quiet" }, bytes ? `${file}, ${megabytes(bytes)}` : file),
        button,
      );
    }),
  );
}

function showService() {
  const { serving } = parts;
  const here = serving?.run === chosen;
  const { address, problem } = here ? serving : {};
  const line = at("service");
  const now = JSON.stringify([document.documentElement.lang, here, address, problem]);
  if (line.dataset.now !== now) {
    line.dataset.now = now;
    line.replaceChildren(
      ...(address
        ? [`${says().servedAt} `, make("a", { href: address, target: "_blank", rel: "noopener" }, address)]
        : [here ? (problem ? says().notServed(inWords(problem)) : says().starting) : ""]),
    );
  }
  at("serve").hidden = here && !problem;
  at("serve-end").hidden = !here || Boolean(problem);
  write(
    at("curl"),
    `curl -H 'Content-Type: image/jpeg' --data-binary @picture.jpg ${address ?? "http://127.0.0.1:8080/"}v1/predict`,
  );
}

function show() {
  if (!parts.trainings) return;
  const all = models();
  at("none").hidden = all.length > 0;
  for (const id of ["which", "files-section", "serve-section", "use-section"]) {
    at(id).hidden = all.length === 0;
  }
  if (all.length === 0) return;
  if (!all.some(({ name }) => name === chosen)) chosen = all[0].name;
  const names = all.map(({ name }) => name);
  if (at("model").dataset.names !== names.join()) {
    at("model").dataset.names = names.join();
    at("model").replaceChildren(...names.map((name) => make("option", {}, name)));
  }
  at("model").value = chosen;
  const { judged } = all.find(({ name }) => name === chosen);
  write(at("worth"), judged ? texts().train.worth(judged) : says().notJudged);
  if (listing?.run !== chosen) list();
  else showFiles();
  showService();
  write(
    at("java"),
    [
      'try (Classifier classifier = Classifier.open(Path.of("model.safetensors"))) {',
      '  Prediction prediction = classifier.predict(Path.of("picture.jpg"));',
      '  System.out.println(prediction.label() + ": " + prediction.probability());',
      "}",
    ].join("\n"),
  );
  write(at("shell"), `signet predict --model ${quoted(listing?.folder ?? chosen)} picture.jpg`);
}

const quoted = (path) => (/[^\w./-]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : path);

at("model").addEventListener("change", () => {
  chosen = at("model").value;
  show();
});
at("serve").addEventListener("click", () => attempt(() => post("v1/serving", { run: chosen })));
at("serve-end").addEventListener("click", () => attempt(() => post("v1/serving/end")));
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(at(button.dataset.copy).textContent);
    button.textContent = says().copied;
    setTimeout(() => (button.textContent = says().copy), 1500);
  });
}

studio("take", (now) => {
  parts = now;
  show();
});

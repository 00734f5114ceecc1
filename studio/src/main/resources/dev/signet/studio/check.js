// The page on which pictures are checked: what may be wrong with them, and what can be done about it.

import { at, make, write } from "./dom.js";
import { inWords } from "./frame.js";
import { pictureUrl, undo } from "./project.js";
import { call } from "./service.js";
import { attempt, pageOf, studio } from "./shell.js";
import { texts } from "./texts.js";

const MOST = 60; // proposals that are shown at a time
const MOST_PICTURES = 48; // that are shown of one
const AT_LIBERTY = ["duplicate", "burst", "dark", "bright", "blurred"]; // each picture as one likes

const shown = new Map(); // the elements of the proposals, by their ids
let parts = {};
let outcome;
let asked; // which version of the proposals
let language;

const says = () => texts().check;
const post = (path, body) => call(`v1/check/${path}`, { method: "POST", body: JSON.stringify(body ?? {}) });

/** Pictures are fetched when their proposal comes in sight. */
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    for (const image of target.querySelectorAll("img[data-name]")) {
      const { label, name, time } = image.dataset;
      pictureUrl(label, { name, time }).then(
        (url) => (image.src = url),
        () => image.replaceWith(make("span", { className: "faulty" }, "⚠")),
      );
    }
  }
}, { rootMargin: "400px" });

/** One of a proposal's pictures, which may be left out of what is done. */
function tile({ label, name, time }, chosen, free, readable) {
  if (!readable) return make("li", {}, make("span", { className: "faulty" }, "⚠"));
  const image = make("img", { alt: free ? "" : `${label}: ${name}`, width: 96, height: 96 });
  Object.assign(image.dataset, { label, name, time });
  const caption = make("span", { className: "quiet", title: name }, label);
  if (!free) return make("li", {}, image, caption);
  const box = make("input", { type: "checkbox", checked: chosen, "aria-label": name });
  box.dataset.name = name;
  return make("li", {}, make("label", { title: name }, image, box));
}

/** The element that has the focus when a proposal is gone: the next one, or the page's head. */
function leave(element) {
  const next = element.nextElementSibling ?? element.previousElementSibling;
  const goal = next?.querySelector("button, a") ?? at("check-title");
  if (goal === at("check-title")) goal.tabIndex = -1;
  const had = element.contains(document.activeElement);
  shown.delete(element.dataset.id);
  element.remove();
  if (had) goal.focus({ preventScroll: true });
}

function section(proposal) {
  const { id, kind, pictures, choices } = proposal;
  const free = AT_LIBERTY.includes(kind) && pictures.length > 1;
  const marked = new Set((choices[0]?.pictures ?? []).map(({ name }) => name));
  const list = make(
    "ul",
    { className: `tiles${free ? " free" : ""}` },
    ...pictures.slice(0, MOST_PICTURES).map((each) => tile(each, marked.has(each.name), free, kind !== "unreadable")),
  );
  if (pictures.length > MOST_PICTURES) {
    list.append(make("li", { className: "rest" }, says().more(pictures.length - MOST_PICTURES)));
  }
  const actions = make("div", { className: "actions" });
  const element = make(
    "section",
    { className: "proposal", "aria-labelledby": `p-${id}` },
    make("h2", { id: `p-${id}` }, says().titles[kind](proposal)),
    make("p", { className: "quiet" }, says().leads[kind](proposal, parts.project)),
    ...(pictures.length ? [list] : []),
    actions,
  );
  element.dataset.id = id;
  element.dataset.kind = kind;

  const meant = (choice) => (free ? pictures.filter(({ name }) => marked.has(name)) : choice.pictures);
  choices.forEach((choice, place) => {
    if (choice.deed === "collect") {
      const query = choice.to ? { class: choice.to } : {};
      actions.append(make("a", { className: "button", href: pageOf("collect", query) }, says().collect));
      return;
    }
    const words = () => says().choices[kind](choice, meant(choice).length);
    const button = make("button", { type: "button", className: place === 0 && kind !== "conflict" ? "primary" : "" }, words());
    button.addEventListener("click", () =>
      attempt(async () => {
        const taken = meant(choice).map(({ label, name }) => ({ label, name }));
        await post("take", { id, choice: place, pictures: taken });
        leave(element);
      }),
    );
    actions.append(button);
    list.addEventListener("change", ({ target }) => {
      if (target.checked) marked.add(target.dataset.name);
      else marked.delete(target.dataset.name);
      write(button, words());
      button.disabled = marked.size === 0;
    });
  });
  const refuse = make("button", { type: "button" }, says().refusals[kind]?.(proposal) ?? says().refuse);
  refuse.addEventListener("click", () =>
    attempt(async () => {
      outcome = await post("refuse", { id });
      leave(element);
      show();
    }),
  );
  actions.append(refuse);
  sight.observe(element);
  return element;
}

/** Those that are shown already stay as they are, so that nobody's choice is lost. */
function showProposals() {
  const proposals = outcome.proposals.slice(0, MOST);
  const ids = new Set(proposals.map(({ id }) => id));
  for (const [id, element] of [...shown]) if (!ids.has(id)) leave(element);
  let before = null;
  for (const proposal of proposals) {
    let element = shown.get(proposal.id);
    if (!element) {
      element = section(proposal);
      shown.set(proposal.id, element);
    }
    const place = before ? before.nextElementSibling : at("proposals").firstElementChild;
    if (place !== element) at("proposals").insertBefore(element, place);
    before = element;
  }
  const rest = outcome.proposals.length - proposals.length;
  at("more").hidden = rest === 0;
  write(at("more"), says().others(rest));
}

function showHead() {
  const { done, of, beyond, settled } = parts.check;
  const why = inWords(outcome?.problem);
  const limits = [beyond > 0 ? says().beyond(of, beyond) : "", why ? says().nothing(why) : ""];
  write(at("limits"), limits.filter(Boolean).join(" "));
  at("limits").hidden = at("limits").textContent === "";
  at("bar").hidden = settled || done >= of;
  at("bar").value = of === 0 ? 0 : done / of;
  const count = outcome?.proposals.length ?? 0;
  write(
    at("check-lead"),
    of === 0 ? says().empty : settled ? (why ? says().looked(of) : says().lead(of, count)) : says().looking(done, of),
  );
  const deed = parts.project.undo;
  at("undo").hidden = !deed;
  if (deed) write(at("undo"), texts().collect.undo(texts().collect.deeds[deed.kind](deed.count, deed.label)));
  at("recall").hidden = !outcome?.refused;
  write(at("recall"), says().recall(outcome?.refused ?? 0));
  at("aside-section").hidden = !outcome?.aside;
  if (outcome?.aside) write(at("aside"), says().asides[outcome.aside.kind](outcome.aside));
}

function show() {
  if (!parts.check || !parts.project) return;
  if (language !== document.documentElement.lang) {
    language = document.documentElement.lang;
    shown.clear();
    at("proposals").replaceChildren();
  }
  showHead();
  if (outcome) showProposals();
}

async function load() {
  const { version } = parts.check;
  if (asked === version) return;
  asked = version;
  await attempt(async () => {
    outcome = await call("v1/check");
    show();
  });
}

at("undo").addEventListener("click", () => attempt(undo));
at("recall").addEventListener("click", () =>
  attempt(async () => {
    outcome = await post("recall");
    show();
  }),
);

studio("check", (now) => {
  parts = now;
  show();
  if (parts.check) load();
});

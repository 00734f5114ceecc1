// What the studio's pages have around their content: the steps, the project's name, its state.

import { at, make, write } from "./dom.js";
import { keep } from "./frame.js";
import { offerPhone, writePhone } from "./phone.js";
import { texts } from "./texts.js";

const STEPS = ["collect", "check", "train", "judge", "try", "take"];

/** The address of a page of the studio, in the language that was asked for. */
export const pageOf = (step, query = {}) => {
  const lang = new URLSearchParams(location.search).get("lang");
  const all = new URLSearchParams({ ...query, ...(lang ? { lang } : {}) }).toString();
  return `${step}.html${all ? `?${all}` : ""}`;
};

/** Does something, and says why if it cannot be done. */
export async function attempt(deed) {
  const problem = at("problem");
  problem.hidden = true;
  try {
    return await deed();
  } catch (error) {
    write(problem, error.message || texts().link.lost);
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
    return undefined;
  }
}

function showSteps(here) {
  const list = at("steps");
  if (!list.firstChild) {
    list.append(...STEPS.map((step) => make("li", {}, make("a", { href: pageOf(step) }))));
    list.children[STEPS.indexOf(here)].firstChild.setAttribute("aria-current", "page");
  }
  STEPS.forEach((step, place) => write(list.children[place].firstChild, texts().steps[step]));
  const current = list.children[STEPS.indexOf(here)];
  list.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - list.clientWidth / 2; // on a phone
}

/**
 * Keeps a page of the studio up to date.
 *
 * @param step that the page is about
 * @param query what it wants to be told beyond the project and its trainings
 * @param show is given the parts of the studio's state, such as its project, whenever they change
 */
export function studio(step, show, query = {}) {
  const parts = {};
  offerPhone();
  keep(
    `v1/studio/events?${new URLSearchParams(query)}`,
    (name, content) => (parts[name] = content),
    () => {
      showSteps(step);
      writePhone();
      const name = parts.project?.name;
      document.title = [texts().steps[step], name, "Signet"].filter(Boolean).join(" – ");
      write(at("project"), name ?? "");
      at("project").title = parts.project?.folder ?? "";
      show(parts);
    },
  );
}

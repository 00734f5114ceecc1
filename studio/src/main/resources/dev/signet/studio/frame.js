// What both pages have around their content: language, connection, token.

import { at, write } from "./dom.js";
import { hasToken, useToken } from "./service.js";
import { follow } from "./stream.js";
import { switchLanguage, texts, translate } from "./texts.js";

/**
 * Keeps a page up to date.
 *
 * @param path of its stream
 * @param take is given the name and the content of each event
 * @param show writes the page anew
 */
export function keep(path, take, show) {
  let state = "connecting";
  let refusal;
  let training = false; // whether the service is that of a training, and goes with it

  function showAll() {
    translate();
    write(at("language"), texts().otherLanguage);
    at("language").lang = document.documentElement.lang === "en" ? "zh-CN" : "en";
    at("link").dataset.state = state;
    write(at("link"), texts().link[state]);
    at("token-form").hidden = refusal?.status !== 401;
    const wrong = hasToken() ? texts().tokenWrong : "";
    write(at("problem"), refusal?.status === 401 ? wrong : (refusal?.message ?? ""));
    at("problem").hidden = at("problem").textContent === "";
    show();
  }

  function tell(now, error) {
    const over = now === "ended" && training;
    state = now === "ended" && !training ? "lost" : now;
    refusal = now === "refused" ? error : undefined;
    showAll();
    return over || refusal?.status === 401; // a service may come back, and so may its pages
  }

  const start = () =>
    follow(
      path,
      (name, content) => {
        training = content.training ?? training;
        take(name, content);
        show();
      },
      tell,
    );

  at("language").addEventListener("click", () => {
    switchLanguage();
    showAll();
  });
  at("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useToken(at("token").value);
    start();
  });
  showAll();
  start();
}

/** A state with its colour and its reason. */
export function showState(element, { state, reason }) {
  element.dataset.state = state;
  const why = texts().reasons[reason];
  write(element, texts().states[state] + (why ? `: ${why}` : ""));
}

/** Words that come in both languages, in that of the page. */
export const inWords = (words) => words?.[document.documentElement.lang === "en" ? "en" : "zh"];

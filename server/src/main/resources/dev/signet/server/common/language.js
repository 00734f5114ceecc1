// A page in English and Chinese. The address (?lang=zh), the last choice and the browser decide.

const KEY = "signet-language";

function initial() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEY);
  const wanted = asked ?? navigator.language;
  return wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The functions of a page that says these texts, by language and key. */
export function inLanguages(all) {
  let language = initial();

  /** The texts of the language that is shown. */
  const texts = () => all[language];

  /** The text of a key, whose parts are joined by dots. */
  const said = (key) => key.split(".").reduce((table, part) => table[part], texts());

  /** Writes the texts into every element that names one. */
  function translate() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-text]")) {
      element.textContent = said(element.dataset.text);
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", said(element.dataset.label));
    }
    for (const element of document.querySelectorAll("[data-placeholder]")) {
      element.placeholder = said(element.dataset.placeholder);
    }
  }

  /** Changes to the other language and remembers it. */
  function switchLanguage() {
    language = language === "zh" ? "en" : "zh";
    localStorage.setItem(KEY, language);
    translate();
  }

  return { texts, translate, switchLanguage };
}

// Elements in short. Text is always text: nothing of a file is ever read as HTML.

export const at = (id) => document.getElementById(id);

/** An element with properties, and with text and elements in it. */
export function make(tag, properties = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}

/** Writes text where it differs, so that nothing flickers and no selection is lost. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Writes terms and their meanings into a dl, leaving those that are shown already as they are. */
export function writeList(list, entries) {
  const shown = entries.filter(([, meaning]) => meaning !== undefined && meaning !== null);
  const terms = shown.map(([term]) => term).join("\n");
  if (list.dataset.terms !== terms) {
    list.dataset.terms = terms;
    list.replaceChildren(
      ...shown.map(([term]) => make("div", {}, make("dt", {}, term), make("dd"))),
    );
  }
  shown.forEach(([, meaning], place) => write(list.children[place].lastChild, String(meaning)));
}

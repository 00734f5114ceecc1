// How a phone finds the studio: a QR code, or what has to be done to get one.

import { at, make, write } from "./dom.js";
import { call } from "./service.js";
import { texts } from "./texts.js";

const MARGIN = 4; // light squares around a code
const SVG = "http://www.w3.org/2000/svg";
const COMMAND = 'signet studio DIR --host 0.0.0.0 --token "$(openssl rand -hex 16)"';

/** The code as a drawing: its dark squares are one path. */
function drawn(rows) {
  const side = rows.length + 2 * MARGIN;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  svg.setAttribute("class", "code");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", texts().phone.code);
  const path = document.createElementNS(SVG, "path");
  const squares = rows.flatMap((row, y) =>
    [...row].map((dark, x) => (dark === "1" ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "")),
  );
  path.setAttribute("d", squares.join(""));
  svg.append(path);
  return svg;
}

function content({ loopback, token, door }) {
  const says = texts().phone;
  if (door) {
    return [
      make("p", {}, says.scan),
      drawn(door.code),
      make("p", { className: "address" }, make("code", {}, door.address)),
      make("p", { className: "quiet" }, token ? says.secret : says.open),
    ];
  }
  if (!loopback) return [make("p", {}, says.noNetwork)];
  return [make("p", {}, says.loopback), make("pre", {}, make("code", {}, COMMAND))];
}

/** Puts the button beside that of the language, and the dialog behind it. */
export function offerPhone() {
  const button = make("button", { type: "button", id: "phone", className: "phone" });
  const title = make("h2", { id: "phone-title" });
  const body = make("div", { id: "phone-content" });
  const close = make("button", { type: "button", id: "phone-close" });
  const dialog = make("dialog", { id: "phone-dialog", "aria-labelledby": "phone-title" }, title, body, close);
  at("language").before(button);
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  button.addEventListener("click", async () => {
    const phone = await call("v1/studio/phone").catch(() => undefined);
    if (!phone) return; // the page says already that there is no connection
    body.replaceChildren(...content(phone), make("p", { className: "quiet" }, texts().phone.camera));
    dialog.showModal();
  });
}

/** Writes the words in the language of now. */
export function writePhone() {
  const says = texts().phone;
  write(at("phone"), says.button);
  write(at("phone-title"), says.title);
  write(at("phone-close"), texts().collect.close);
}

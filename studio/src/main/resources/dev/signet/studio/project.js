// The project behind the pages: what can be done to it, and its pictures.

import { call, request } from "./service.js";

const KEPT = 800; // pictures that stay at hand

const post = (path, body) =>
  call(`v1/project/${path}`, { method: "POST", body: JSON.stringify(body ?? {}) });

export const addClass = (name) => post("classes", { name });
export const renameClass = (from, to) => post("classes/rename", { from, to });
export const orderClasses = (classes) => post("classes/order", { classes });
export const removeClass = (name) => post("classes/remove", { name });
export const movePictures = (pictures, to) => post("pictures/move", { pictures, to });
export const deletePictures = (pictures) => post("pictures/delete", { pictures });
export const undo = () => post("undo");
export const restorePictures = (names) => post("bin/restore", { names });
export const emptyBin = () => post("bin/empty");
export const drawExample = () => post("example");

/** The pictures of a class; of the bin for the empty name. */
export const picturesOf = async (label) => {
  const path = label === "" ? "bin" : `pictures?${new URLSearchParams({ label })}`;
  return (await call(`v1/project/${path}`)).pictures;
};

/** Takes a picture, a blob, into a class, which may have to be made for it. */
export function addPicture(label, name, blob, { batch, make }) {
  const query = new URLSearchParams({ label, name, batch, ...(make ? { make } : {}) });
  return call(`v1/project/pictures?${query}`, { method: "POST", body: blob });
}

const urls = new Map(); // in the order of their last use

/**
 * An address of a picture for an img. Where the service wants a token an img could not send it, so
 * the page fetches the picture itself.
 */
export function pictureUrl(label, { name, time }, side = 192) {
  const key = new URLSearchParams({ label, name, side, time }).toString();
  let url = urls.get(key);
  if (url) urls.delete(key);
  else
    url = request(`v1/project/picture?${key}`)
      .then((response) => response.blob())
      .then((blob) => URL.createObjectURL(blob));
  urls.set(key, url);
  url.catch(() => urls.delete(key));
  if (urls.size > KEPT) {
    const [oldest, forgotten] = urls.entries().next().value;
    urls.delete(oldest);
    forgotten.then(URL.revokeObjectURL, () => {});
  }
  return url;
}

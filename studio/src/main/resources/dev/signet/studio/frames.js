// Pictures out of a film: the browser plays it by leaps and each frame is drawn once.

import { square } from "./camera.js";

const EACH = 0.25; // seconds between two frames
const MOST = 200; // frames of a film; a longer one is taken at larger steps

const once = (video, event) =>
  new Promise((resolve, reject) => {
    video.addEventListener(event, resolve, { once: true });
    video.addEventListener("error", () => reject(video.error), { once: true });
  });

/** A film that a browser has recorded does not say how long it is until its end was sought. */
async function findEnd(video) {
  const known = once(video, "durationchange");
  video.currentTime = Number.MAX_SAFE_INTEGER;
  await known;
}

/**
 * Takes frames out of a film.
 *
 * @param take is given each frame, a JPEG as a blob, and its place
 * @param side pixels
 */
export async function frames(file, side, take) {
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  const url = URL.createObjectURL(file);
  try {
    const ready = once(video, "loadeddata");
    video.src = url;
    await ready;
    if (!Number.isFinite(video.duration)) await findEnd(video);
    const length = Number.isFinite(video.duration) ? video.duration : EACH;
    const count = Math.max(1, Math.min(MOST, Math.floor(length / EACH)));
    for (let place = 0; place < count; place++) {
      const sought = once(video, "seeked");
      video.currentTime = ((place + 0.5) * length) / count;
      await sought;
      take(await square(video, side), place);
    }
  } finally {
    URL.revokeObjectURL(url);
  }
}

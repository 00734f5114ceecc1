// Where pictures come from: the camera, the file chooser, the clipboard, drag and drop.

const SIDE = 256; // pixels of a camera picture that is sent; networks look at fewer

/** A camera, which runs once at a time. */
export class Camera {
  #video;
  #film;

  constructor(video) {
    this.#video = video;
  }

  /** Whether people see themselves as in a mirror; a phone's other camera looks away from them. */
  get mirrored() {
    const [track] = this.#video.srcObject?.getVideoTracks() ?? [];
    return track?.getSettings().facingMode !== "environment";
  }

  /** What it sees from now on; a film that does not run if the camera was released meanwhile. */
  async start() {
    this.release();
    const film = new Film(this.#video);
    this.#film = film;
    if (!navigator.mediaDevices) {
      // Browsers hide the camera from pages that others could have changed on their way.
      throw Object.assign(new Error(), { name: isSecureContext ? "NotFoundError" : "Insecure" });
    }
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "user", width: { ideal: 640 } },
    });
    if (!film.running) {
      stream.getTracks().forEach((track) => track.stop());
      return film;
    }
    this.#video.srcObject = stream;
    await this.#video.play();
    return film;
  }

  release() {
    if (this.#film) this.#film.running = false;
    this.#video.srcObject?.getTracks().forEach((track) => track.stop());
    this.#video.srcObject = null;
  }
}

/** What a camera sees until it is released: the middle square, as a JPEG. */
class Film {
  running = true;
  #video;
  #canvas = document.createElement("canvas");

  constructor(video) {
    this.#video = video;
    this.#canvas.width = SIDE;
    this.#canvas.height = SIDE;
  }

  /** A JPEG as a blob. */
  grab() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const side = Math.min(width, height);
    this.#canvas
      .getContext("2d")
      .drawImage(this.#video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
    return new Promise((resolve) => this.#canvas.toBlob(resolve, "image/jpeg", 0.9));
  }
}

function firstPicture(files, take, refuse) {
  const picture = [...files].find((file) => file.type.startsWith("image/"));
  if (picture) take(picture);
  else if (files.length > 0) refuse();
}

/** Calls take(blob) for a picture from the chooser, the clipboard or a drop, else refuse(). */
export function listen({ frame, chooser, input }, take, refuse) {
  chooser.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    firstPicture(input.files, take, refuse);
    input.value = ""; // so that the same file can be chosen again
  });
  document.addEventListener("paste", (event) =>
    firstPicture(event.clipboardData?.files ?? [], take, refuse),
  );
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    if (frame.dataset.state !== "full") frame.dataset.state = "over";
  });
  document.addEventListener("dragleave", () => {
    if (frame.dataset.state === "over") frame.dataset.state = "empty";
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (frame.dataset.state === "over") frame.dataset.state = "empty";
    firstPicture(event.dataTransfer.files, take, refuse);
  });
}

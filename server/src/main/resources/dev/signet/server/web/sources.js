// Where pictures come from: the camera, the file chooser, the clipboard, drag and drop.

const SIDE = 256; // pixels of a camera picture that is sent; networks look at fewer

/** A camera that hands over the middle square of what it sees. */
export class Camera {
  #video;
  #canvas = document.createElement("canvas");

  constructor(video) {
    this.#video = video;
    this.#canvas.width = SIDE;
    this.#canvas.height = SIDE;
  }

  get running() {
    return this.#video.srcObject !== null;
  }

  async start() {
    this.#video.srcObject = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "user", width: { ideal: 640 } },
    });
    await this.#video.play();
  }

  stop() {
    this.#video.srcObject?.getTracks().forEach((track) => track.stop());
    this.#video.srcObject = null;
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

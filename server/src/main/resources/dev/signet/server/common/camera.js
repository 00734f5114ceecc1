// A camera: what it sees, as JPEGs of the middle square.

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

  /**
   * What it sees from now on; a film that does not run if the camera was released meanwhile.
   *
   * @param facing user or environment: the camera that is wanted where there are several
   */
  async start(facing = "user") {
    this.release();
    const film = new Film(this.#video);
    this.#film = film;
    if (!navigator.mediaDevices) {
      // Browsers hide the camera from pages that others could have changed on their way.
      throw Object.assign(new Error(), { name: isSecureContext ? "NotFoundError" : "Insecure" });
    }
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: facing, width: { ideal: 640 } },
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

/** The middle square of a video as a JPEG of so many pixels a side, a blob. */
export function square(video, side) {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const { videoWidth: width, videoHeight: height } = video;
  const part = Math.min(width, height);
  canvas
    .getContext("2d")
    .drawImage(video, (width - part) / 2, (height - part) / 2, part, part, 0, 0, side, side);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
}

/** What a camera sees until it is released. */
class Film {
  running = true;
  #video;

  constructor(video) {
    this.#video = video;
  }

  /** A JPEG as a blob. */
  grab = (side) => square(this.#video, side);
}

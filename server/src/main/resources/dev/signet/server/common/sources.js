// Where pictures come from: the file chooser, the clipboard, drag and drop.

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

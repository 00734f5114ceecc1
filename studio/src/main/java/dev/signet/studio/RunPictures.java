package dev.signet.studio;

import dev.signet.picture.PictureFiles;
import dev.signet.studio.project.PictureRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what a run calls a picture, the way to its file, to the picture of the project. */
final class RunPictures {
  private RunPictures() {}

  /** The picture as it lay in the project when it was judged; empty for any other. */
  static Optional<PictureRef> of(Path root, String id) {
    Path file = Path.of(id).toAbsolutePath().normalize();
    if (!file.startsWith(root) || file.getNameCount() < root.getNameCount() + 2) {
      return Optional.empty();
    }
    Path inside = root.relativize(file);
    List<String> parts = new ArrayList<>();
    inside.subpath(1, inside.getNameCount()).forEach(part -> parts.add(part.toString()));
    return Optional.of(
        new PictureRef(PictureFiles.name(inside.getName(0)), String.join("/", parts)));
  }
}

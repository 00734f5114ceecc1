package dev.signet.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Folders and files that lie among pictures without being any: hidden ones, what operating systems
 * and file servers leave behind, and what Signet itself writes.
 */
final class NoPictures {
  private static final Set<String> OF_SYSTEMS =
      Set.of(
          "__macosx",
          "@eadir",
          "@recycle",
          "@recently-snapshot",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "recycler",
          "system volume information",
          "lost+found",
          "found.000",
          "__pycache__",
          "thumbs.db",
          "desktop.ini");

  private static final List<String> OF_OUTPUT =
      List.of("model.safetensors", "gradients.csv", "seeds.json", "CACHEDIR.TAG");

  /** Beside {@code config.json} they make a folder that of a run which has no model yet. */
  private static final List<String> OF_RUN =
      List.of(".lock", "checkpoints", "history.csv", "progress.json");

  private static final List<String> DRAWN = List.of("-gradcam.png", "-occlusion.png");

  private NoPictures() {}

  /** Whether a file or folder of this name is passed over. */
  static boolean isHidden(Path path) {
    String name = PictureFiles.name(path);
    return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a file of this name is what {@code signet explain} draws of a picture. */
  static boolean isDrawn(Path file) {
    return DRAWN.stream().anyMatch(PictureFiles.name(file)::endsWith);
  }

  /** Whether a folder is a run, a report or a cache. */
  static boolean isOutput(Path folder) {
    return holdsAny(folder, OF_OUTPUT)
        || (Files.isRegularFile(folder.resolve("config.json")) && holdsAny(folder, OF_RUN));
  }

  private static boolean holdsAny(Path folder, List<String> names) {
    return names.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }
}

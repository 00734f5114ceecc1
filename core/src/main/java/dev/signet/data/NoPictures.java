package dev.signet.data;

import dev.signet.SignetException;
import java.io.IOException;
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
  /** Lies in a folder of pictures that Signet has drawn, such as those of {@code explain}. */
  private static final String MARK = ".signet";

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
      List.of(MARK, "model.safetensors", "gradients.csv", "seeds.json", "CACHEDIR.TAG");

  /** Beside {@code config.json} they make a folder that of a run which has no model yet. */
  private static final List<String> OF_RUN =
      List.of(".lock", "checkpoints", "history.csv", "progress.json");

  private NoPictures() {}

  /** Whether a file or folder of this name is passed over. */
  static boolean isHidden(Path path) {
    String name = PictureFiles.name(path);
    return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a folder is a run, a report or a cache. */
  static boolean isOutput(Path folder) {
    return holdsAny(folder, OF_OUTPUT)
        || (Files.isRegularFile(folder.resolve("config.json")) && holdsAny(folder, OF_RUN));
  }

  private static boolean holdsAny(Path folder, List<String> names) {
    return names.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** Leaves the mark in a folder of drawn pictures, so that they are not taken for data. */
  static void mark(Path folder) {
    try {
      Files.writeString(
          folder.resolve(MARK), "Signet has drawn these pictures; it does not learn from them.\n");
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be written: %s; choose another folder"
              .formatted(folder.resolve(MARK), e.getMessage()),
          e);
    }
  }
}

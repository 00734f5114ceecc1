package dev.signet.files;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@link AtomicFile} leaves behind when its process is killed in the middle. */
public final class TemporaryFiles {
  private static final Pattern NAME = Pattern.compile("\\..+\\.[0-9a-f]{1,16}\\.tmp");

  private TemporaryFiles() {}

  /** The temporary name for a file: hidden, in the same folder. */
  static Path nameFor(Path target, long random) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + Long.toHexString(random) + ".tmp");
  }

  /** Whether a file is one, by its name. */
  public static boolean isTemporary(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  /**
   * Deletes them from a folder that nobody else is writing to; a folder that is absent has none.
   *
   * @throws SignetException if that fails
   */
  public static void deleteIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (isTemporary(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new SignetException("cannot tidy up %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}

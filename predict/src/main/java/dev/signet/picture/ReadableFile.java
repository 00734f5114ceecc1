package dev.signet.picture;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells apart the ways in which a file cannot be read, before a library does it in its words. */
public final class ReadableFile {
  private ReadableFile() {}

  public static void require(Path file) {
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      throw new SignetException(
          "%s is a link to %s, which does not exist; mend or remove it"
              .formatted(file, target(file)));
    }
    if (!Files.exists(file)) {
      throw new SignetException("%s does not exist; check the name".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new SignetException("%s is a folder, but a file is expected".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new SignetException(
          "%s may not be read: permission denied; change its permissions".formatted(file));
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "somewhere";
    }
  }
}

package dev.signet.cli.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The Python script that checks a model file's claims without Signet. */
final class VerifyScript {
  static final String NAME = "verify.py";
  private static final String FIRST_WORDS = "# Checks the claims of a Signet model file";

  private VerifyScript() {}

  /**
   * Writes the script; a file that is something else is left alone.
   *
   * @param model its name becomes the script's default
   * @return what was done, for the person at the keyboard
   */
  static String write(Path target, Path model) {
    String text = text(String.valueOf(model.getFileName()));
    if (Files.exists(target) && !read(target).startsWith(FIRST_WORDS)) {
      throw new SignetException(
          "%s is something else and was left alone; --script names another file for the Python script"
              .formatted(target));
    }
    AtomicFile.write(target, text);
    return "The same check in Python: python3 %s %s".formatted(target, model);
  }

  private static String text(String model) {
    try (InputStream in =
        Objects.requireNonNull(VerifyScript.class.getResourceAsStream(NAME), NAME)) {
      String name = model.replace("\\", "\\\\").replace("\"", "\\\"");
      return new String(in.readAllBytes(), UTF_8).replace("@MODEL@", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(FIRST_WORDS.length()), UTF_8);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}

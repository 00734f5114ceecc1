package dev.signet.picture;

import dev.signet.SignetException;
import java.io.EOFException;
import java.util.Locale;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/** What becomes of a reader's exception: one sentence in our words. */
final class PictureProblem {
  private static final String CONTRADICTION = "its contents contradict each other";
  private static final int LONGEST = 120;

  private PictureProblem() {}

  /**
   * The sentence about a picture that a reader gave up.
   *
   * @param name as it is shown
   */
  static SignetException of(String name, PictureFormat format, Exception e) {
    if (e instanceof MissingLibrary) {
      return new SignetException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
    String words = words(e);
    if (e instanceof UnsupportedPicture || isAboutSupport(words)) {
      return new SignetException(
          "%s is a %s picture of a kind that is not read (%s); save it as PNG or JPEG"
              .formatted(name, format, words),
          e);
    }
    return damaged(name, format, words, e);
  }

  static SignetException damaged(
      String name, PictureFormat format, String reason, @Nullable Exception cause) {
    return new SignetException(
        "%s is a damaged %s picture: %s; replace or remove it".formatted(name, format, reason),
        cause);
  }

  /** Readers meet damaged bytes with whatever their arithmetic throws; that helps nobody. */
  private static String words(Exception e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof EOFException) {
        return "it ends too early";
      }
    }
    String message = e instanceof IIOException ? innermost(e) : e.getMessage();
    if (message == null || (e instanceof RuntimeException && !isAboutSupport(message))) {
      return CONTRADICTION;
    }
    String line = ShownName.of(message.lines().findFirst().orElse(""));
    line = line.replaceAll("[.!]+$", "");
    boolean code = line.isBlank() || line.contains("Exception") || line.contains("java.");
    if (code) {
      return CONTRADICTION;
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** ImageIO's readers wrap what they know in "I/O error". */
  private static @Nullable String innermost(Exception e) {
    Throwable inner = e;
    while (inner.getCause() instanceof IIOException) {
      inner = inner.getCause();
    }
    return inner.getMessage();
  }

  private static boolean isAboutSupport(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("unsupported")
        || lower.contains("not supported")
        || lower.contains("not implemented")
        || lower.contains("unknown tiff compression");
  }
}

package dev.signet.files;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the system says about a failed write into one line that says what to do. */
public final class WriteFailure {
  private WriteFailure() {}

  /** The exception that tells a person: {@code cannot write X: reason; advice}. */
  public static SignetException describe(Path target, IOException failure) {
    String reason = reason(failure);
    return new SignetException(
        "cannot write %s: %s; %s".formatted(target, reason, advice(reason)), failure);
  }

  private static String reason(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "its folder does not exist"
        : Reason.of(failure);
  }

  private static String advice(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space")
        || lower.contains("quota")
        || lower.contains("not enough space")) {
      return "free some space or choose another folder";
    }
    if (lower.contains("denied") || lower.contains("read-only")) {
      return "choose a folder that you may write to";
    }
    return "choose another name or folder";
  }
}

package dev.signet.statedict;

import dev.signet.SignetException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file is not what its format asks for: cut off, damaged, tampered with, or using a part of the
 * format that Signet does not read. The message is {@code FILE: PLACE: what is wrong and what was
 * expected}.
 */
public final class MalformedFileException extends SignetException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_TEXT = 500;

  private final String file;
  private final String place;

  /**
   * A file is not what its format asks for.
   *
   * @param file the file
   * @param place where in it: an offset, a record, a tensor
   * @param problem what is wrong there and what was expected
   */
  public MalformedFileException(Path file, String place, String problem) {
    this(file, place, problem, null);
  }

  /** As {@link #MalformedFileException(Path, String, String)}, with the exception behind it. */
  public MalformedFileException(
      Path file, String place, String problem, @Nullable Throwable cause) {
    super("%s: %s: %s".formatted(file, printable(place), printable(problem)), cause);
    this.file = file.toString();
    this.place = printable(place);
  }

  /** Names come from the file and go to a terminal. */
  private static String printable(String text) {
    String part = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    return part.replaceAll("\\p{Cntrl}", "?");
  }

  /** The file, as the caller named it. */
  public String file() {
    return file;
  }

  /** Where in the file: an offset, a record, a tensor. */
  public String place() {
    return place;
  }
}

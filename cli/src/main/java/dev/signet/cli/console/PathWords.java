package dev.signet.cli.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Paths on the command line, and what is said of those that cannot be one. */
public final class PathWords {
  private PathWords() {}

  /** Teaches the command to refuse in words what is no path. */
  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(
        Path.class,
        word -> {
          try {
            return Path.of(word);
          } catch (InvalidPathException e) {
            throw new TypeConversionException(problem(e));
          }
        });
  }

  /** Why a word is no path here, and what to do. */
  static String problem(InvalidPathException e) {
    boolean plain = e.getInput().chars().allMatch(c -> c > 0 && c < 128);
    return plain || e.getInput().indexOf('\0') >= 0
        ? "'%s' is no path: %s".formatted(e.getInput().replace('\0', '?'), e.getReason())
        : "'%s' cannot be named in this locale (%s); set LC_ALL=C.UTF-8"
            .formatted(e.getInput(), System.getProperty("sun.jnu.encoding"));
  }
}

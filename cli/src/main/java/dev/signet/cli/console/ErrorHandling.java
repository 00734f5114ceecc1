package dev.signet.cli.console;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Failures as one line for the person at the keyboard, with the exit code that says which kind. */
public final class ErrorHandling {
  private ErrorHandling() {}

  /** Wrong usage: exit code 2. */
  public static int wrongUsage(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    PrintWriter err = Printable.writer(commandLine.getErr());
    err.println("error: " + oneLine(e.getMessage()) + suggestions(e));
    err.println("Try '%s --help'.".formatted(commandLine.getCommandSpec().qualifiedName()));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Everything else: 2 for a value that is not allowed, 1 for a failure. */
  public static int failure(Exception e, CommandLine commandLine) {
    if (e instanceof InvalidPathException path) {
      return failure(new InvalidValueException(PathWords.problem(path)), commandLine);
    }
    PrintWriter err = Printable.writer(commandLine.getErr());
    boolean known = e instanceof SignetException;
    err.println(
        "error: "
            + (known
                ? Printable.line(String.valueOf(e.getMessage()))
                : "unexpected: " + oneLine(e.toString())));
    if (isVerbose(commandLine)) {
      e.printStackTrace(err);
    } else if (!known) {
      err.println("This is a fault in Signet; --verbose shows where.");
    }
    err.flush();
    return e instanceof InvalidValueException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** Whether the user wants to know more (--verbose). */
  public static boolean isVerbose(CommandLine commandLine) {
    CommandLine root = commandLine;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    @Nullable OptionSpec verbose = root.getCommandSpec().findOption("--verbose");
    return verbose != null && Boolean.TRUE.equals(verbose.getValue());
  }

  private static String suggestions(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String words = String.join(", ", unmatched.getSuggestions());
      return words.isEmpty() ? "" : "; did you mean: " + words + "?";
    }
    return "";
  }

  private static String oneLine(@Nullable String message) {
    return Arrays.stream(String.valueOf(message).split("\\R"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }
}

package dev.signet.cli;

import dev.signet.HeapFullException;
import dev.signet.SignetException;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.console.Names;
import dev.signet.cli.console.PathWords;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The entry point of the {@code signet} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM: native threads would outlive this method. */
  public static void main(String[] args) {
    Locale.setDefault(
        Locale.ROOT); // Signet asks for it everywhere; libraries such as picocli do not
    System.exit(commandLine().execute(args));
  }

  /** The command with its error handling, ready to be executed. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new SignetCommand());
    Names.register(commandLine);
    PathWords.register(commandLine);
    CommandGroups.register(commandLine);
    commandLine.setAbbreviatedSubcommandsAllowed(false);
    commandLine.setParameterExceptionHandler(ErrorHandling::wrongUsage);
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> ErrorHandling.failure(e, command));
    commandLine.setExecutionStrategy(Main::runWithinMemory);
    return commandLine;
  }

  /** Runs the command that was asked for; what Java throws when memory is out is no exception. */
  private static int runWithinMemory(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      return ErrorHandling.failure(
          HeapFullException.isOfHeap(e)
              ? new HeapFullException(e)
              : new SignetException("out of memory: " + e.getMessage(), e),
          parsed.commandSpec().commandLine());
    }
  }
}

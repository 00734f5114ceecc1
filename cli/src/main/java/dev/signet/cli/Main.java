package dev.signet.cli;

import picocli.CommandLine;

/** The entry point of the {@code signet} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM: native threads would outlive this method. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command with its error handling, ready to be executed. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new SignetCommand());
    Names.register(commandLine);
    commandLine.setAbbreviatedSubcommandsAllowed(false);
    commandLine.setParameterExceptionHandler(ErrorHandling::wrongUsage);
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> ErrorHandling.failure(e, command));
    return commandLine;
  }
}

package dev.signet.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the streams that picocli was given. */
abstract class CommandBase implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  /** Where answers go. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where progress and complaints go. */
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints a line of the answer. */
  final void say(String format, Object... arguments) {
    out().println(String.format(java.util.Locale.ROOT, format, arguments));
    out().flush();
  }
}

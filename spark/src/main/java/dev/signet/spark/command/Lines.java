package dev.signet.spark.command;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** What a command tells the person who runs it. */
final class Lines {
  private Lines() {}

  static void print(CommandSpec spec, String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}

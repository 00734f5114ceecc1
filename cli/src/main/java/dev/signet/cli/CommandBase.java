package dev.signet.cli;

import dev.signet.config.DataConfig;
import java.io.PrintWriter;
import java.util.Locale;
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

  /** Says at a terminal that reading or drawing the pictures takes its time. */
  final void announce(DataConfig config) {
    Terminal.tell(
        err(),
        config instanceof DataConfig.Synthetic synthetic
            ? String.format(
                Locale.ROOT, "Drawing %,d pictures", (long) synthetic.train() + synthetic.test())
            : "Reading pictures");
  }

  /** Prints what was read otherwise than by the letter. */
  final void remark(String remark) {
    note("note: " + remark);
  }

  /** Prints a line beside the answer. */
  final void note(String line) {
    err().println(line);
    err().flush();
  }

  /** Says what went wrong without ending anything. */
  final void warn(String problem) {
    note("warning: " + problem);
  }

  /** Prints a line of the answer. */
  final void say(String format, Object... arguments) {
    out().println(String.format(Locale.ROOT, format, arguments));
    out().flush();
  }
}

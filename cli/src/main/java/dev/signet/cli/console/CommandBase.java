package dev.signet.cli.console;

import dev.signet.config.DataConfig;
import dev.signet.config.Json;
import dev.signet.training.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the streams that picocli was given. */
public abstract class CommandBase implements Callable<Integer> {
  public @Spec CommandSpec spec = CommandSpec.create();

  /** Where answers go. */
  public final PrintWriter out() {
    return Printable.writer(spec.commandLine().getOut());
  }

  /** Where progress and complaints go. */
  public final PrintWriter err() {
    return Printable.writer(spec.commandLine().getErr());
  }

  /** Says at a terminal that reading or drawing the pictures takes its time. */
  public final void announce(DataConfig config) {
    Terminal.tell(
        err(),
        config instanceof DataConfig.Synthetic synthetic
            ? String.format(
                Locale.ROOT, "Drawing %,d pictures", (long) synthetic.train() + synthetic.test())
            : "Reading pictures");
  }

  /** Prints what was read otherwise than by the letter. */
  public final void remark(String remark) {
    note("note: " + remark);
  }

  /** Prints a line beside the answer. */
  public final void note(String line) {
    err().println(Printable.line(line));
    err().flush();
  }

  /** Says what went wrong without ending anything. */
  public final void warn(String problem) {
    note("warning: " + problem);
  }

  /** Prints a line of the answer. */
  public final void say(String format, Object... arguments) {
    out().println(String.format(Locale.ROOT, format, onOneLine(arguments)));
    out().flush();
  }

  /** Prints a record as the whole answer, for machines. */
  public final void answer(Object answer) {
    out().println(Json.write(answer));
    out().flush();
  }

  /**
   * Does what takes its time and can be ended early, cleanly, by a signal.
   *
   * @param promise what is said on a signal
   * @param work is told of the signal; gives the exit code
   */
  public final int untilStopped(String promise, ToIntFunction<StopSignal> work) {
    StopSignal stop = new StopSignal();
    try (InterruptGuard guard = InterruptGuard.install(stop, err(), promise)) {
      try {
        return work.applyAsInt(stop);
      } catch (RuntimeException e) {
        // Said here and not by picocli, because after the guard an interrupted JVM may be gone.
        return ErrorHandling.failure(e, spec.commandLine());
      }
    }
  }

  /** Names may hold line breaks; numbers and what formats itself stay what they are. */
  private static Object[] onOneLine(Object... arguments) {
    return Arrays.stream(arguments)
        .map(
            each ->
                each instanceof CharSequence || each instanceof Path || each instanceof Iterable
                    ? Printable.line(each.toString())
                    : each)
        .toArray();
  }
}

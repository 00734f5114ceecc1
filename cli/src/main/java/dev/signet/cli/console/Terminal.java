package dev.signet.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The person in front of a terminal, who wants to know why nothing happens. */
public final class Terminal {
  private static final int REDRAW_MILLIS = 200;

  private Terminal() {}

  /** The launcher sets {@code jdk.console}, so that this holds on newer JDKs as well. */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isPresent() {
    return System.console() != null;
  }

  /** Whether the person says yes; where there is nobody to ask, it is no. */
  @SuppressWarnings("SystemConsoleNull") // as above
  public static boolean confirms(String question) {
    Console console = System.console();
    String answer = console == null ? null : console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** A progress bar with its speed, up to so many of a unit. */
  public static ProgressBar bar(String task, long max, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setUnit(unit, 1)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  /**
   * Does work behind a bar, if somebody looks.
   *
   * @param work is given whom to tell how far it is
   */
  public static <R> R behindBar(String task, long max, String unit, Function<IntConsumer, R> work) {
    if (!isPresent()) {
      return work.apply(done -> {});
    }
    try (ProgressBar bar = bar(task, max, unit)) {
      return work.apply(bar::stepTo);
    }
  }

  /** Shows what tells the terminal its colours; a file or a pipe gets nothing of it. */
  public static void draw(String picture) {
    if (isPresent()) {
      System.out.println(picture);
      System.out.flush();
    }
  }

  /** Takes the progress bar away, so that a line can be printed in its place. */
  public static void clearLine() {
    System.err.print("\r\u001b[K");
    System.err.flush();
  }

  /** Says what is about to take its time; a file or a pipe is not told. */
  public static void tell(PrintWriter err, String what) {
    if (isPresent()) {
      err.println(what + " ...");
      err.flush();
    }
  }
}

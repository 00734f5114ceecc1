package dev.signet.cli;

import java.io.PrintWriter;

/** The person in front of a terminal, who wants to know why nothing happens. */
final class Terminal {
  private Terminal() {}

  /** The launcher sets {@code jdk.console}, so that this holds on newer JDKs as well. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isPresent() {
    return System.console() != null;
  }

  /** Says what is about to take its time; a file or a pipe is not told. */
  static void tell(PrintWriter err, String what) {
    if (isPresent()) {
      err.println(what + " ...");
      err.flush();
    }
  }
}

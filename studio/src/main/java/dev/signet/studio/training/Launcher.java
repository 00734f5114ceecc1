package dev.signet.studio.training;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.runfolder.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts {@code signet} as a process of its own, which a signal to the terminal does not reach: it
 * goes on when whoever started it has ended.
 *
 * @param command that is {@code signet}: a program and its first arguments
 */
public record Launcher(List<String> command) {
  /** Signals that are ignored stay ignored, in Java, too. */
  private static final List<String> UNTROUBLED =
      List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  /** Keeps its own list. */
  public Launcher {
    command = List.copyOf(command);
  }

  /**
   * Starts a command.
   *
   * @param words of it, such as {@code train}
   * @param log gets all that it says
   */
  RunningProcess start(List<String> words, Path log) {
    List<String> all = new ArrayList<>(isWindows() ? List.of() : UNTROUBLED);
    all.addAll(command);
    all.addAll(words);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessHandle process =
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()))
              .redirectOutput(log.toFile())
              .start()
              .toHandle();
      long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
      return new RunningProcess(process.pid(), started);
    } catch (IOException e) {
      throw new SignetException("cannot start %s: %s".formatted(words.get(0), Reason.of(e)), e);
    }
  }

  private static Path nothing() {
    return Path.of(isWindows() ? "NUL" : "/dev/null");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}

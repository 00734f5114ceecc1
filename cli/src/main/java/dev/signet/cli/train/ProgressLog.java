package dev.signet.cli.train;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.listeners.BestEffort;
import dev.signet.listeners.Heartbeat;
import dev.signet.listeners.JsonLines;
import dev.signet.listeners.RotatingLog;
import dev.signet.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The progress of a training where its user wants it: on the terminal, in files, for machines. */
final class ProgressLog implements AutoCloseable {
  private static final long MOST_BYTES = 10 << 20;
  private static final int MOST_FILES = 5;

  private final List<TrainingListener> listeners = new ArrayList<>();
  private final @Nullable ProgressReport report;
  private final @Nullable RotatingLog log;

  /**
   * Opens what the options ask for.
   *
   * @param problems is told what could not be written
   */
  ProgressLog(CommandBase command, LogOptions options, Consumer<String> problems) {
    boolean json = options.format == LogOptions.LogFormat.JSON;
    boolean verbose = ErrorHandling.isVerbose(command.spec.commandLine());
    report = json ? null : new ProgressReport(command.out(), command.err(), verbose);
    listeners.add(report == null ? new JsonLines(command::note) : report);
    Path file = options.file;
    log = file == null ? null : new RotatingLog(file, MOST_BYTES, MOST_FILES);
    if (log != null) {
      TrainingListener lines = json ? new JsonLines(log::line) : new TextLines(log::line);
      listeners.add(new BestEffort(lines, problems));
    }
    Path heartbeat = options.heartbeat;
    if (heartbeat != null) {
      listeners.add(new BestEffort(new Heartbeat(heartbeat), problems));
    }
  }

  /** Who watches. */
  List<TrainingListener> listeners() {
    return List.copyOf(listeners);
  }

  @Override
  public void close() {
    if (report != null) {
      report.close();
    }
    if (log != null) {
      log.close();
    }
  }
}

package dev.signet.cli.train;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a training that nobody watches leaves to read. */
public final class LogOptions {
  /** How progress is written. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = {
        "Progress for people, or as a JSON object a line for machines, on standard error and in the",
        "log file (default: text)."
      })
  LogFormat format = LogFormat.TEXT;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = {
        "Append the progress to this file as well; at 10 MB it is renamed to FILE.1 and so on up to",
        "FILE.4 (default: none)."
      })
  @Nullable Path file;

  @Option(
      names = "--heartbeat",
      paramLabel = "FILE",
      description = {
        "Write time, process, epoch and step to this file every 10 seconds as long as training gets",
        "on (default: none)."
      })
  @Nullable Path heartbeat;
}

package dev.signet.cli.options;

import picocli.CommandLine.Option;

/** How an answer is written that has no rows for a table. */
public final class TextOrJsonOption {
  /** For people or for machines. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How the answer is written (default: text).")
  Format format = Format.TEXT;

  /** Whether a machine will read it. */
  public boolean isJson() {
    return format == Format.JSON;
  }
}

package dev.signet.cli.console;

/** How an answer is written. */
public enum OutputFormat {
  TEXT,
  JSON,
  CSV
}

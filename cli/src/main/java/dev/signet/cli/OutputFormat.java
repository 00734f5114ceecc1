package dev.signet.cli;

/** How an answer is written. */
enum OutputFormat {
  TEXT,
  JSON,
  CSV
}

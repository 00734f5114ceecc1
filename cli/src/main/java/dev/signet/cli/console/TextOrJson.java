package dev.signet.cli.console;

/** How an answer is written that has no rows for a table. */
public enum TextOrJson {
  TEXT,
  JSON
}

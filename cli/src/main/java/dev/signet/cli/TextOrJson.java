package dev.signet.cli;

/** How an answer is written that has no rows for a table. */
enum TextOrJson {
  TEXT,
  JSON
}

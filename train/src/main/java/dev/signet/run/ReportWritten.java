package dev.signet.run;

import java.nio.file.Path;

/**
 * A run's page was written.
 *
 * @param page HTML
 */
public record ReportWritten(Path page) {}

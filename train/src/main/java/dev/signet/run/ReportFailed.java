package dev.signet.run;

/**
 * A file of a run could not be written.
 *
 * @param problem one line
 * @param incomplete whether the run lacks something without it; what is there only to be watched or
 *     read is no loss
 */
public record ReportFailed(String problem, boolean incomplete) {}

package dev.signet.export;

import dev.signet.metrics.LogitDifference;

/**
 * A file that was written and agrees with the trained network.
 *
 * @param bytes how long it is
 * @param pictures what both were asked about, for people
 * @param engine what computed it for the comparison, for people
 * @param difference to the trained network's logits on libtorch
 * @param allowed what the difference was held against, for people
 */
public record Exported(
    long bytes, String pictures, String engine, LogitDifference difference, String allowed) {}

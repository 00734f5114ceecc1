package dev.signet.training;

import java.nio.file.Path;

/**
 * A checkpoint was written.
 *
 * @param file that holds it
 * @param step after which it was, counted from 1 over the whole run
 */
public record CheckpointWritten(Path file, long step) {}

package dev.signet.training;

import java.time.Duration;

/**
 * A training ended well.
 *
 * @param epochs that were completed
 * @param steps that were taken
 * @param interrupted whether it was asked to stop before its last epoch
 * @param elapsed from the first step to the last
 */
public record TrainingFinished(int epochs, long steps, boolean interrupted, Duration elapsed) {}

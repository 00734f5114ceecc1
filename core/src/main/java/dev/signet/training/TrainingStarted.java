package dev.signet.training;

import dev.signet.config.RunConfig;

/**
 * A training begins.
 *
 * @param config what was asked for, resolved
 * @param pictures in the training part
 * @param stepsPerEpoch batches an epoch, the short last one counted
 */
public record TrainingStarted(RunConfig config, int pictures, int stepsPerEpoch) {}

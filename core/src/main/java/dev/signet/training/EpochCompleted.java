package dev.signet.training;

import dev.signet.metrics.Evaluation;
import java.time.Duration;
import java.util.Optional;

/**
 * An epoch was completed.
 *
 * @param epoch counted from 0
 * @param trainLoss mean cross entropy over the epoch's pictures, each before its update, in nats
 * @param trainAccuracy share of them that was right, each before its update, 0 to 1
 * @param validation the network on the validation part, in evaluation mode
 * @param lr learning rate of the last step
 * @param picturesPerSecond trained, evaluation not counted
 * @param elapsed since the training began
 */
public record EpochCompleted(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    Optional<Evaluation> validation,
    double lr,
    double picturesPerSecond,
    Duration elapsed) {}

package dev.signet.training;

import dev.signet.metrics.Tally;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param finished epochs, steps and time
 * @param train the finished network on the training part; empty when the run was interrupted
 * @param test the finished network on the test part; empty as well when there is none
 */
public record RunResult(TrainingFinished finished, Optional<Tally> train, Optional<Tally> test) {}

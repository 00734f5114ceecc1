package dev.signet.run;

import dev.signet.artifact.Int8;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Tally;
import dev.signet.training.ConfidenceFit;
import java.util.Optional;

/**
 * The finished model of a run was judged.
 *
 * @param train on the training part
 * @param test on the test part; empty without one
 * @param fit how sure it may be, learned from the validation part; empty without one
 * @param evaluation what it is worth by the test part, without one by the validation part; empty if
 *     there was neither
 * @param int8 what answers in 8-bit integers are worth; empty where that cannot be measured
 */
public record ModelJudged(
    Tally train,
    Optional<Tally> test,
    Optional<ConfidenceFit> fit,
    Optional<Evaluation> evaluation,
    Optional<Int8> int8) {}

package dev.signet.run;

import dev.signet.metrics.Evaluation;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.TrainingFinished;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param folder that holds all it left
 * @param finished epochs, steps and time of the training
 * @param judged what the finished model is worth; empty if the run was interrupted
 * @param complete whether all its files could be written
 */
public record RunResult(
    RunFolder folder, TrainingFinished finished, Optional<ModelJudged> judged, boolean complete) {
  /** All figures by the test part, without one by the validation part; empty without both. */
  public Optional<Evaluation> evaluation() {
    return judged.flatMap(ModelJudged::evaluation);
  }
}

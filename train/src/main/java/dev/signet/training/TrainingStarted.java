package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.runfolder.EpochRecord;
import java.util.List;

/**
 * A training begins, or goes on.
 *
 * @param config what was asked for, resolved
 * @param pictures in the training part
 * @param stepsPerEpoch batches an epoch, the short last one counted
 * @param step that comes first, counted from 0; more in a training that is resumed
 * @param history the epochs that are complete already
 */
public record TrainingStarted(
    RunConfig config, int pictures, int stepsPerEpoch, long step, List<EpochRecord> history) {
  public TrainingStarted {
    history = List.copyOf(history);
  }

  /** A training from its first step. */
  public static TrainingStarted anew(RunConfig config, int pictures, int stepsPerEpoch) {
    return new TrainingStarted(config, pictures, stepsPerEpoch, 0, List.of());
  }
}

package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.runfolder.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Who decides over a training beside its configuration.
 *
 * @param stopping when it ends before its last epoch
 * @param bestBy which of its epochs is the best, if that one's weights are to be kept
 * @param restoreBest whether it ends with them
 * @param checkpoints what it writes on the way
 * @param from where it goes on
 */
record TrainingControl(
    StoppingRule stopping,
    Optional<EarlyStopping> bestBy,
    boolean restoreBest,
    Checkpoints checkpoints,
    Optional<Checkpoint> from) {

  /**
   * A training from its first step that writes nothing.
   *
   * @param validation whether there is a validation part
   */
  static TrainingControl of(RunConfig run, boolean validation, StoppingRule stop) {
    EarlyStopping early = EarlyStopping.of(run, validation);
    boolean isEarly = run.reliability().stopping().isEarly();
    return new TrainingControl(
        StoppingRule.firstOf(List.of(stop, early)),
        isEarly ? Optional.of(early) : Optional.empty(),
        isEarly,
        Checkpoints.NONE,
        Optional.empty());
  }

  /** The same with checkpoints, and the best weights in them. */
  TrainingControl with(EarlyStopping best, Checkpoints value) {
    return new TrainingControl(stopping, Optional.of(best), restoreBest, value, from);
  }

  /** The same from another place. */
  TrainingControl from(Optional<Checkpoint> start) {
    return new TrainingControl(stopping, bestBy, restoreBest, checkpoints, start);
  }
}

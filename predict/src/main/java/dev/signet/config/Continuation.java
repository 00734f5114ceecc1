package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.util.List;

/**
 * What may change when a run goes on. All that decides over the steps that are behind it must stay;
 * what is only about the end, the place of the pictures and what is kept on the disk may not.
 */
public final class Continuation {
  private Continuation() {}

  /**
   * Refuses a change that would make the run another one.
   *
   * @param then what the run was started with
   * @param now what it is to go on with
   * @param completed epochs that it has behind it
   * @throws InvalidValueException that names the first value that must not change
   */
  public static void require(RunConfig then, RunConfig now, int completed) {
    requireEpochs(then.training(), now.training(), completed);
    List<String> changes = ConfigDiff.between(Json.tree(then), Json.tree(comparable(then, now)));
    if (!changes.isEmpty()) {
      throw new InvalidValueException(
          ("a run that goes on (--resume) must be what it was, but %s%s; leave that out, or start a"
                  + " new run (--out)")
              .formatted(
                  changes.get(0),
                  changes.size() == 1 ? "" : Text.of(", and %d more", changes.size() - 1)));
    }
  }

  /** The new configuration with all that may change put back. */
  private static RunConfig comparable(RunConfig then, RunConfig now) {
    StoppingConfig before = then.reliability().stopping();
    StoppingConfig after = now.reliability().stopping();
    ReliabilityConfig reliability =
        then.reliability()
            .withStopping(new StoppingConfig(after.metric(), before.patience(), after.minDelta()))
            .withNonFiniteSteps(now.reliability().nonFiniteSteps());
    return now.withData(then.data()) // their fingerprints decide
        .withTraining(now.training().withEpochs(then.training().epochs()))
        .withReliability(reliability)
        .withThreads(then.threads()); // another number is warned about
  }

  private static void requireEpochs(TrainingConfig then, TrainingConfig now, int completed) {
    if (now.epochs() == then.epochs()) {
      return;
    }
    if (!(then.schedule() instanceof ScheduleConfig.Constant) || !then.sizes().isEmpty()) {
      throw new InvalidValueException(
          Text.of(
              ("the number of epochs (--epochs) cannot change from %d to %d: learning rate or picture"
                  + " size follow a course over all of them; only a constant schedule with full"
                  + " sizes (--schedule constant --sizes full) leaves it open"),
              then.epochs(),
              now.epochs()));
    }
    if (now.epochs() < completed) {
      throw new InvalidValueException(
          Text.of(
              "the number of epochs (--epochs) must be at least %d, which are complete, but was %d",
              completed, now.epochs()));
    }
  }
}

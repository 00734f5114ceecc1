package dev.signet.training;

import dev.signet.runfolder.EpochRecord;
import java.util.List;
import java.util.Optional;

/** Decides whether a training ends before its last epoch. The trainer asks, on its own thread. */
public interface StoppingRule {
  /** Whether it ends after the step that was just taken, in the middle of an epoch or not. */
  default Optional<StopReason> afterStep() {
    return Optional.empty();
  }

  /**
   * Whether it ends after the epoch that was just completed.
   *
   * @param history all epochs that are complete, the last one last
   */
  default Optional<StopReason> afterEpoch(List<EpochRecord> history) {
    return Optional.empty();
  }

  /** The first of several that wants to end. */
  static StoppingRule firstOf(List<StoppingRule> rules) {
    List<StoppingRule> all = List.copyOf(rules);
    return new StoppingRule() {
      @Override
      public Optional<StopReason> afterStep() {
        return all.stream().flatMap(rule -> rule.afterStep().stream()).findFirst();
      }

      @Override
      public Optional<StopReason> afterEpoch(List<EpochRecord> history) {
        return all.stream().flatMap(rule -> rule.afterEpoch(history).stream()).findFirst();
      }
    };
  }
}

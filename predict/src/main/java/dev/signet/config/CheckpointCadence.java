package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How often a checkpoint is written: no more work than lies between two is ever lost. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CheckpointCadence.Auto.class, name = "auto"),
  @JsonSubTypes.Type(value = CheckpointCadence.Epochs.class, name = "epochs"),
  @JsonSubTypes.Type(value = CheckpointCadence.Time.class, name = "time"),
  @JsonSubTypes.Type(value = CheckpointCadence.Never.class, name = "never")
})
public sealed interface CheckpointCadence {
  /**
   * As often as a share of the time allows, which is measured: small networks every second, large
   * ones every minute or two.
   *
   * @param share of the time that goes into checkpoints, above 0 and at most 1
   */
  record Auto(double share) implements CheckpointCadence {
    public Auto {
      Ranges.requirePositive("share of the time for checkpoints", share, 1);
    }
  }

  /**
   * After every so many epochs.
   *
   * @param epochs 1 to 100,000
   */
  record Epochs(int epochs) implements CheckpointCadence {
    public Epochs {
      Ranges.require("epochs between checkpoints (--checkpoint-every)", epochs, 1, 100_000);
    }
  }

  /**
   * After the step with which the time is over, in the middle of an epoch or at its end.
   *
   * @param seconds above 0 and at most 1,000,000
   */
  record Time(double seconds) implements CheckpointCadence {
    public Time {
      Ranges.requirePositive(
          "seconds between checkpoints (--checkpoint-every)", seconds, 1_000_000);
    }
  }

  /** Not at all: a training that is killed is lost. */
  record Never() implements CheckpointCadence {}
}

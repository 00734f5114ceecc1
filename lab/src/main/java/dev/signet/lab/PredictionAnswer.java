package dev.signet.lab;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What {@code signet bench predict} answers in JSON.
 *
 * @param batch how fast a batch was answered
 * @param precision of the answers
 * @param engine that gave them
 * @param onePicture how fast a lone picture was answered
 */
public record PredictionAnswer(
    @JsonUnwrapped Timed batch, String precision, String engine, Timed onePicture) {
  /**
   * How fast batches of one size were answered, and how far both engines agree.
   *
   * @param batchSize pictures at once
   * @param times milliseconds a batch
   * @param picturesPerSecond of the engine that is not the baseline
   * @param sameTop1 pictures with the same most probable class
   * @param largestLogitDifference of any two logits
   */
  public record Timed(
      int batchSize,
      @JsonUnwrapped ComparedTimes times,
      double picturesPerSecond,
      int sameTop1,
      double largestLogitDifference) {}
}

package dev.signet.config;

import dev.signet.InvalidValueException;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * How a trained network answers.
 *
 * @param precision of the arithmetic; auto by default: the fastest. In fp32 the logits are the
 *     trained network's but for rounding (1e-3); in bf16 they have two to three digits and come in
 *     less than half of the time, int8 is coarser and faster still; where rounding could have
 *     changed the answer, fp32 decides
 * @param flipAverage whether the answer is the mean of the probabilities for a picture and for its
 *     mirror image; no by default, because it takes twice the time and is wrong where left and
 *     right mean different things
 * @param device {@code auto}, {@code cpu} or {@code cuda}; auto by default: CUDA if there is one
 * @param threads to compute with, at least 1; 0 by default: one a core
 * @param workload that is expected; many pictures by default
 */
@RecordBuilder
public record PredictionConfig(
    Precision precision, boolean flipAverage, String device, int threads, Workload workload)
    implements PredictionConfigBuilder.With {
  /** As fast as the processor can. */
  public static final PredictionConfig DEFAULT =
      new PredictionConfig(Precision.AUTO, false, "auto", 0, Workload.MANY);

  public PredictionConfig {
    if (threads < 0 || threads > 1024) {
      throw new InvalidValueException(
          "threads (--threads) must be between 1 and 1024 but were " + threads);
    }
  }
}

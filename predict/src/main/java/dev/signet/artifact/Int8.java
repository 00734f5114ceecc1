package dev.signet.artifact;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.network.ActivationRange;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model needs to answer in 8-bit integers, and what that was seen to change.
 *
 * @param ranges between which values its activations lie, by their names
 * @param rounding by how much the first class may seem farther ahead of the next than it is in
 *     fp32, in logits, at least 0; what would be another answer by so much, fp32 decides
 * @param pictures that were answered in both, at least 1
 * @param data what a person would call them
 * @param same of them had the same first class, once fp32 had decided where it had to
 * @param again of them were decided by fp32
 * @param difference the mean over them of the largest difference of a probability, 0 to 1
 */
public record Int8(
    Map<String, ActivationRange> ranges,
    double rounding,
    int pictures,
    String data,
    int same,
    int again,
    double difference) {
  /** The least share of answers that must be those of fp32. */
  public static final double AGREEMENT = 0.995;

  /** With more answers than this to be computed twice, bf16 is as fast. */
  private static final double MOST_AGAIN = 0.1;

  /** With so many pictures the largest rounding is exceeded by one new picture in 200. */
  public static final int LEAST_PICTURES = 199;

  /** Checks the counts. */
  public Int8 {
    ranges = Collections.unmodifiableMap(new TreeMap<>(ranges)); // the same bytes every time
    if (!(rounding >= 0 && Double.isFinite(rounding))) {
      throw new InvalidValueException("rounding must be >= 0 but was " + rounding);
    }
    if (pictures < 1 || same < 0 || same > pictures || again < 0 || again > pictures) {
      throw new InvalidValueException(
          Text.of(
              "of %d pictures, %d cannot have the same answer and %d be asked again",
              pictures, same, again));
    }
  }

  /** Why nobody should choose it who was not told to: one clause; empty if it keeps the answers. */
  public Optional<String> objection() {
    if (pictures < LEAST_PICTURES) {
      return Optional.of(
          Text.of(
              "it was tried on %d pictures, and only %d or more would tell",
              pictures, LEAST_PICTURES));
    }
    if (same < AGREEMENT * pictures) {
      return Optional.of(
          Text.of("it answered %d of %d pictures otherwise", pictures - same, pictures));
    }
    if (again > MOST_AGAIN * pictures) {
      return Optional.of(
          Text.of("%d of %d pictures would be computed again in fp32", again, pictures));
    }
    return Optional.empty();
  }
}

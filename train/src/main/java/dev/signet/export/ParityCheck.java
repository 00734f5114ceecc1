package dev.signet.export;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.inference.Engine;
import dev.signet.metrics.LogitDifference;
import dev.signet.picture.Batch;
import java.util.List;

/**
 * How much an exported network's answers may differ from those of the trained one.
 *
 * @param absolute largest difference of a logit that is allowed in any case
 * @param relative the same as a share of the largest logit; the larger of both counts
 * @param sameTop1 share of the pictures of which both must name the same class, 0 to 1
 */
public record ParityCheck(double absolute, double relative, double sameTop1) {
  /** The same numbers, added up in another order. */
  public static final ParityCheck FP32 = new ParityCheck(1e-4, 1e-5, 1);

  /** Three digits, of which a deep network uses up one. */
  public static final ParityCheck FP16 = new ParityCheck(1e-2, 1e-2, 0.99);

  /** Of 256 steps nothing is promised but the answers. */
  public static final ParityCheck INT8 = new ParityCheck(Double.MAX_VALUE, 0, 0.95);

  /**
   * Computes the same pictures by both.
   *
   * @throws SignetException if they differ by more than is allowed
   */
  public LogitDifference require(Engine trained, Engine exported, List<Batch> pictures) {
    LogitDifference difference = new LogitDifference(0, 0, 0, 0);
    for (Batch batch : pictures) {
      float[] expected = trained.logits(batch);
      float[] answered = exported.logits(batch);
      difference =
          difference.and(LogitDifference.of(expected, answered, expected.length / batch.count()));
    }
    if (!allows(difference)) {
      throw new SignetException(
          Text.of(
              "the exported network does not agree with the trained one and was not kept: the same"
                  + " class for %d of %d pictures, logits differ by up to %.2g (allowed: %s)",
              difference.sameTop1(),
              difference.pictures(),
              difference.largest(),
              describe(difference)));
    }
    return difference;
  }

  private boolean allows(LogitDifference difference) {
    return difference.largest() <= limit(difference)
        && difference.sameTop1() >= sameTop1 * difference.pictures();
  }

  private double limit(LogitDifference difference) {
    return Math.max(absolute, relative * difference.largestLogit());
  }

  /** What was asked for: {@code the same class for 100 %, logits within 0.0001}. */
  public String describe(LogitDifference difference) {
    String classes = Text.of("the same class for %.0f %%", sameTop1 * 100);
    return absolute == Double.MAX_VALUE
        ? classes
        : Text.of("%s, logits within %.2g", classes, limit(difference));
  }
}

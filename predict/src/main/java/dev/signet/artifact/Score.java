package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.confidence.Share;
import java.util.Optional;

/**
 * What a model was worth on pictures that it has not learned from: counts, of which shares and
 * intervals follow. Immutable.
 *
 * @param data what the pictures are called
 * @param pictures how many there were, at least 1
 * @param correct how many of them were answered rightly
 * @param leaked how many of them the training part holds, too, or nearly so; fewer than {@code
 *     pictures}
 * @param leakedCorrect how many of these were answered rightly
 */
public record Score(String data, long pictures, long correct, long leaked, long leakedCorrect) {
  /** Checks that the counts are possible. */
  public Score {
    if (leakedCorrect < 0
        || leakedCorrect > leaked
        || leaked >= pictures
        || correct < leakedCorrect
        || correct - leakedCorrect > pictures - leaked) {
      throw new SignetException(
          Text.of(
              "a score of %d out of %d pictures, of which %d out of %d leaked ones, is not possible",
              correct, pictures, leakedCorrect, leaked));
    }
  }

  /** The share of all pictures. */
  public Share all() {
    return Share.of(correct, pictures);
  }

  /** The share without the leaked pictures; empty if none has leaked. */
  public Optional<Share> withoutLeaked() {
    return leaked == 0
        ? Optional.empty()
        : Optional.of(Share.of(correct - leakedCorrect, pictures - leaked));
  }
}

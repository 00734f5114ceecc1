package dev.signet.artifact;

import dev.signet.InvalidValueException;
import java.util.Base64;
import java.util.List;

/**
 * Pictures and what the network said of them when it was saved, in evaluation mode and fp32:
 * whoever computes the same logits later has the same network.
 *
 * @param count how many pictures, 1 to 16
 * @param pixels their bytes {@code [count, height, width, 3]} in Base64
 * @param logits {@code [count, classes]}, row by row
 */
public record Golden(int count, String pixels, List<Float> logits) {
  private static final int MOST = 16;

  /** Checks what can be checked without the model. */
  public Golden {
    logits = List.copyOf(logits);
    if (count < 1 || count > MOST) {
      throw new InvalidValueException(
          "golden pictures must be 1 to %d but were %d".formatted(MOST, count));
    }
    if (logits.isEmpty() || logits.size() % count != 0) {
      throw new InvalidValueException(
          "%d golden pictures cannot have %d logits".formatted(count, logits.size()));
    }
    try {
      Base64.getDecoder().decode(pixels);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException("golden pixels are not Base64: " + e.getMessage());
    }
  }

  /** The pictures' bytes {@code [count, height, width, 3]}. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(pixels);
  }
}

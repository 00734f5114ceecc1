package dev.signet.artifact;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.config.InputSize;
import java.util.Base64;
import java.util.List;

/**
 * Pictures and what the network said of them when it was saved, in evaluation mode and fp32:
 * whoever computes the same logits later has the same network.
 *
 * @param size of one picture; smaller than the model's own if that is large
 * @param count how many pictures, 1 to 16
 * @param pixels their bytes {@code [count, height, width, 3]} in Base64
 * @param logits {@code [count, classes]}, row by row
 */
public record Golden(InputSize size, int count, String pixels, List<Float> logits) {
  private static final int MOST = 16;

  /** Checks that there are as many bytes as pictures of this size have. */
  public Golden {
    logits = List.copyOf(logits);
    if (count < 1 || count > MOST) {
      throw new InvalidValueException(
          Text.of("golden pictures must be 1 to %d but were %d", MOST, count));
    }
    if (logits.isEmpty() || logits.size() % count != 0) {
      throw new InvalidValueException(
          Text.of("%d golden pictures cannot have %d logits", count, logits.size()));
    }
    long needed = (long) count * size.channels() * size.height() * size.width();
    long found = decoded(pixels).length;
    if (found != needed) {
      throw new InvalidValueException(
          Text.of(
              "%d golden pictures of %s have %d bytes but were given %d",
              count, size, needed, found));
    }
  }

  private static byte[] decoded(String pixels) {
    try {
      return Base64.getDecoder().decode(pixels);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException("golden pixels are not Base64: " + e.getMessage());
    }
  }

  /** The pictures' bytes {@code [count, height, width, 3]}. */
  public byte[] bytes() {
    return decoded(pixels);
  }
}

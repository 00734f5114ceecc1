package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What happens to a picture on the way to the network: it is brought to the network's size, and
 * then its bytes to {@code (byte / 255 - mean) / std}, channel by channel.
 *
 * @param mean of red, green, blue in [0, 1] units
 * @param std of red, green, blue in [0, 1] units, each above 0
 * @param fit how it is brought to size; files from before it came lack it and squeezed
 */
@RecordBuilder
public record Preprocessing(List<Double> mean, List<Double> std, Fit fit)
    implements PreprocessingBuilder.With {
  /** The article's: squeezed, bytes to [0, 1], nothing else. */
  public static final Preprocessing UNIT =
      new Preprocessing(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** What torchvision's weights answer by: means and deviations of ImageNet's pictures, cropped. */
  public static final Preprocessing IMAGENET =
      new Preprocessing(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225), Fit.CROP);

  /** Checks lengths and ranges. */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new InvalidValueException(
          "mean and std (--mean, --std) must hold 3 numbers each (red, green, blue) but hold"
              + Text.of(" %d and %d", mean.size(), std.size()));
    }
    mean.forEach(value -> Ranges.requireFraction("mean of a channel (--mean)", value, true));
    std.forEach(
        value -> Ranges.requirePositive("standard deviation of a channel (--std)", value, 1));
  }

  /** For pictures that are squeezed. */
  public Preprocessing(List<Double> mean, List<Double> std) {
    this(mean, std, Fit.SQUEEZE);
  }

  /** Whether bytes become [0, 1] and nothing else. */
  public boolean isUnit() {
    return sameNumbers(UNIT);
  }

  /** Whether bytes become the same numbers, however pictures are brought to size. */
  public boolean sameNumbers(Preprocessing other) {
    return mean.equals(other.mean) && std.equals(other.std);
  }
}

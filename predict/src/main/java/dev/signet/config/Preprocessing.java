package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.util.List;

/**
 * What happens to a picture's bytes on the way to the network: {@code (byte / 255 - mean) / std},
 * channel by channel.
 *
 * @param mean of red, green, blue in [0, 1] units
 * @param std of red, green, blue in [0, 1] units, each above 0
 */
public record Preprocessing(List<Double> mean, List<Double> std) {
  /** The article's: bytes to [0, 1], nothing else. */
  public static final Preprocessing UNIT =
      new Preprocessing(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** What torchvision's weights were trained with: means and deviations of ImageNet's pictures. */
  public static final Preprocessing IMAGENET =
      new Preprocessing(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

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
}

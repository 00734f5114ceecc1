package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.util.List;

/**
 * A part of a training on smaller pictures, which cost less: the work goes with the square.
 *
 * @param until share of the epochs after which it ends, above 0 and below 1
 * @param scale share of the full side, 0.25 to 1
 */
public record SizeStage(double until, double scale) {
  public SizeStage {
    Ranges.requirePositive("end of a size stage, as a share of the epochs (--sizes)", until, 1);
    Ranges.requireBetween("scale of a size stage (--sizes)", scale, 0.25, 1);
  }

  static void requireOrder(List<SizeStage> stages) {
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).until() <= stages.get(i - 1).until()) {
        throw new InvalidValueException(
            Text.of(
                "size stages must end one after the other but number %d ends at %s and number %d at %s",
                i,
                Ranges.plain(stages.get(i - 1).until()),
                i + 1,
                Ranges.plain(stages.get(i).until())));
      }
    }
  }
}

package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a training begins with in place of random weights, and how it treats them.
 *
 * @param weights the file or run folder, as it was given
 * @param key names the network in a file that holds several; empty where there was one
 * @param fingerprint SHA-256 of its arrays, hexadecimal: the path alone says little later
 * @param partial whether arrays that do not fit were left out; otherwise all but the head's must
 *     fit
 * @param keepHead whether the last layer is taken over, too, because its classes are the same
 * @param freeze parts that are not trained: no gradient, no update, statistics as they were; none
 *     by default, because most data differ enough to be worth it
 * @param backboneLr learning rate of what was taken over, where the head has that of the optimizer;
 *     absent, all have the same
 */
public record TransferConfig(
    String weights,
    Optional<String> key,
    String fingerprint,
    boolean partial,
    boolean keepHead,
    List<BackbonePart> freeze,
    Optional<Double> backboneLr) {
  /** Checks the learning rate, and that it has something to work on. */
  public TransferConfig {
    freeze = freeze.stream().distinct().sorted().toList();
    if (backboneLr.isPresent()) {
      Ranges.requirePositive(
          "learning rate of the backbone (--backbone-lr)", backboneLr.get(), 1000);
      if (freeze.size() == BackbonePart.values().length) {
        throw new InvalidValueException(
            "--backbone-lr has no effect if all but the head is frozen (--freeze); leave one out");
      }
    }
  }

  /** Refuses to freeze a stage that the network has not; all but the head is always allowed. */
  void requireStages(ResNetVariant variant) {
    int stages = variant.depths().size();
    for (BackbonePart part : freeze) {
      if (part.stage() >= stages && freeze.size() < BackbonePart.values().length) {
        throw new InvalidValueException(
            Text.of(
                "frozen part (--freeze) of %s must be stem, stage1 to stage%d or all-but-head but was %s",
                variant.label(), stages, part.label()));
      }
    }
  }

  /** What the head's learning rate is multiplied by for the backbone. */
  public double backboneFactor(double headLr) {
    return backboneLr.map(lr -> lr / headLr).orElse(1.0);
  }
}

package dev.signet.explain;

import dev.signet.InvalidValueException;
import dev.signet.config.ResNetVariant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The stages whose output Grad-CAM can look at, by the names of {@code signet summary}. An earlier
 * stage has a finer map and knows less of the class; for 64 x 64 pixels the maps are 16, 8, 4 and 2
 * pixels wide.
 */
public enum CamLayer {
  /** The first stage: a cell is 4 x 4 pixels of the picture. */
  CONV2(0),
  /** The second stage: a cell is 8 x 8 pixels. */
  CONV3(1),
  /** The third stage: a cell is 16 x 16 pixels. */
  CONV4(2),
  /** The last stage: a cell is 32 x 32 pixels. The paper's choice, for pictures of 224 x 224. */
  CONV5(3);

  private final int stage;

  CamLayer(int stage) {
    this.stage = stage;
  }

  /** The name on the command line and in JSON: {@code conv4}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stage's number, from 0. */
  int stage() {
    return stage;
  }

  void requireIn(ResNetVariant variant) {
    List<String> labels =
        Arrays.stream(values())
            .filter(layer -> layer.stage < variant.depths().size())
            .map(CamLayer::label)
            .toList();
    if (!labels.contains(label())) {
      throw new InvalidValueException(
          "layer (--layer) of %s must be one of %s but was %s"
              .formatted(variant.label(), String.join(", ", labels), label()));
    }
  }
}

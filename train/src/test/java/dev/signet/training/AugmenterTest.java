package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.InputSize;
import dev.signet.libtorch.Tensors;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final int SIDE = 32;

  @Test
  void shiftsAloneAreByWholePixels() {
    assertThat(shifted(new AugmentationConfig(true, 0.125, 0, 0, 0, 0, 0, 0, 0, 0)))
        .allMatch(value -> Math.abs(value - Math.rint(value)) < 0.01)
        .hasSizeGreaterThan(4); // of at most four pixels to either side
  }

  @Test
  void shiftsOfTurnedPicturesAreNot() {
    assertThat(shifted(new AugmentationConfig(false, 0.125, 1, 0, 0, 0, 0, 0, 0, 0)))
        .anyMatch(value -> Math.abs(value - Math.rint(value)) > 0.1);
  }

  /**
   * What comes to lie in the middle of 40 pictures whose pixels hold the number of their column.
   */
  private static Set<Float> shifted(AugmentationConfig config) {
    float[] columns = new float[40 * 3 * SIDE * SIDE];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = i % SIDE;
    }
    Set<Float> seen = new HashSet<>();
    try (PointerScope scope = new PointerScope()) {
      Tensor images = Tensors.floats(columns, 40, 3, SIDE, SIDE);
      Augmenter augmenter = new Augmenter(config, InputSize.square(SIDE), 3);
      float[] changed = Tensors.floats(augmenter.apply(images, 0, 1));
      for (int picture = 0; picture < 40; picture++) {
        seen.add(changed[(picture * 3 * SIDE + SIDE / 2) * SIDE + SIDE / 2]);
      }
    }
    return seen;
  }
}

package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.InputSize;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CropBoxTest {
  private static final AugmentationConfig CROPS =
      new AugmentationConfig(false, 0, 0, 0, 0, 0, 0, 0, 0, 0.3);

  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  @Test
  void boxesHaveTheShareAndTheRatioThatWereAskedFor() {
    SplittableRandom random = new SplittableRandom(3);
    double areas = 0;
    for (int i = 0; i < 2000; i++) {
      CropBox box = CropBox.draw(random, 256, 200, 0.08);
      assertThat(box.top()).isBetween(0L, 256 - box.height());
      assertThat(box.left()).isBetween(0L, 200 - box.width());
      double area = box.height() * box.width() / (256.0 * 200);
      assertThat(area).isBetween(0.075, 1.0);
      assertThat((double) box.width() / box.height()).isBetween(0.72, 1.38);
      areas += area;
    }
    // Of 4,000 of torchvision's it is 0.455; large ones often do not fit and are drawn again.
    assertThat(areas / 2000).isCloseTo(0.455, within(0.02));
  }

  @Test
  void whatNeverFitsIsTheCentre() {
    CropBox box = CropBox.draw(new SplittableRandom(1), 10, 1000, 1);
    assertThat(box).isEqualTo(new CropBox(0, 493, 10, 13));
  }

  @Test
  void theBoxIsReadFromThePicture() {
    float[] maps = {1, 0, 0, 0, 1, 0};
    new CropBox(2, 4, 8, 4).into(maps, 0, 16, 8);
    // Columns 4 to 8 of 8 are 0 to 1 of -1 to 1, rows 2 to 10 of 16 are -0.75 to 0.25.
    assertThat(maps).containsExactly(0.5f, 0, 0.5f, 0, 0.5f, -0.25f);
  }

  @Test
  void largerPicturesBecomePartsOfTheNetworksSize() {
    float[] ramp = new float[3 * 36 * 36];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 36 / 35f; // brighter to the right
    }
    Augmenter augmenter = new Augmenter(CROPS, InputSize.square(32), 5);
    try (PointerScope scope = new PointerScope()) {
      Tensor cropped = augmenter.apply(Tensors.floats(ramp, 1, 3, 36, 36), 7, 0.5);
      assertThat(new long[] {cropped.size(2), cropped.size(3)}).containsExactly(16, 16);
      float[] row = Tensors.floats(cropped.select(0, 0).select(0, 0).select(0, 0).contiguous());
      long overflowing = Long.parseUnsignedLong("9E3779B97F4A7C15", 16) * 7;
      SplittableRandom same = new SplittableRandom(5 + overflowing);
      for (int i = 0; i < 4; i++) { // turn, zoom and two shifts come first
        same.nextDouble();
      }
      CropBox box = CropBox.draw(same, 36, 36, 0.3);
      double step = box.width() / 16.0;
      for (int x = 1; x < 15; x++) {
        double column = box.left() + (x + 0.5) * step - 0.5;
        assertThat((double) row[x]).isCloseTo(column / 35, within(1e-4));
      }
    }
  }
}

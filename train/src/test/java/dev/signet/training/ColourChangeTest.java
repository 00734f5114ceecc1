package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.AugmentationConfig;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColourChangeTest {
  private static final Offset<Float> ROUNDING = within(0.003f);

  @Test
  void noChangeLeavesColoursAsTheyAre() {
    assertThat(changed(new ColourChange(1, 0, 1, 0), 0.2f, 0.5f, 0.9f))
        .containsExactly(new float[] {0.2f, 0.5f, 0.9f}, ROUNDING);
  }

  @Test
  void contrastStretchesAboutTheMiddleAndBrightnessIsAdded() {
    assertThat(changed(new ColourChange(1.2, 0.1, 1, 0), 0.5f, 0.4f, 0.6f))
        .containsExactly(new float[] {0.6f, 0.48f, 0.72f}, ROUNDING);
  }

  @Test
  void withoutSaturationAColourBecomesTheGreyOfItsBrightness() {
    float grey = 0.213f * 0.2f + 0.715f * 0.5f + 0.072f * 0.9f;
    assertThat(changed(new ColourChange(1, 0, 0, 0), 0.2f, 0.5f, 0.9f))
        .containsExactly(new float[] {grey, grey, grey}, ROUNDING);
  }

  @Test
  void greyHasNoHueToTurnAndNoColourToStretch() {
    assertThat(changed(new ColourChange(1, 0, 1.7, 1.1), 0.4f, 0.4f, 0.4f))
        .containsExactly(new float[] {0.4f, 0.4f, 0.4f}, ROUNDING);
  }

  @Test
  void aTurnOfAThirdMakesRedGreenerThanRedAndAWholeOneLeavesIt() {
    float[] third = changed(new ColourChange(1, 0, 1, 2 * Math.PI / 3), 0.6f, 0.2f, 0.2f);
    assertThat(third[1]).isGreaterThan(third[0]).isGreaterThan(third[2]);
    assertThat(changed(new ColourChange(1, 0, 1, 2 * Math.PI), 0.6f, 0.2f, 0.2f))
        .containsExactly(new float[] {0.6f, 0.2f, 0.2f}, ROUNDING);
  }

  @Test
  void drawsWithinTheLargestChanges() {
    AugmentationConfig largest = new AugmentationConfig(false, 0, 0, 0, 0.1, 0.2, 0.3, 0.05, 0, 0);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1000; i++) {
      ColourChange map = ColourChange.draw(random, largest);
      assertThat(map.gain()).isBetween(0.8, 1.2);
      assertThat(map.offset()).isBetween(-0.1, 0.1);
      assertThat(map.saturation()).isBetween(0.7, 1.3);
      assertThat(map.hue()).isBetween(-0.1 * Math.PI, 0.1 * Math.PI);
    }
  }

  private static float[] changed(ColourChange map, float... colour) {
    float[] matrix = new float[9];
    float[] offsets = new float[3];
    map.into(matrix, 0, offsets, 0);
    float[] changed = new float[3];
    for (int to = 0; to < 3; to++) {
      changed[to] = offsets[to];
      for (int from = 0; from < 3; from++) {
        changed[to] += matrix[to * 3 + from] * colour[from];
      }
    }
    return changed;
  }
}

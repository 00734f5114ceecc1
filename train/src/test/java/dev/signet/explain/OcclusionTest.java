package dev.signet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.picture.ImageSize;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OcclusionTest {
  private static final int SIDE = 32;

  private final ModelFile file = TestModels.tiny(SIDE, 3, 5);
  private final Classifier classifier =
      Classifier.of(file, PredictionConfig.DEFAULT.withPrecision(Precision.FP32));
  private final ImageSource pictures = TestPictures.coloured(2, SIDE, 3, 1);

  @AfterEach
  void close() {
    classifier.close();
  }

  private double probability(byte[] pixels, int classIndex) {
    Prediction prediction = classifier.predictPixels(List.of(pixels)).get(0);
    return prediction.ranking().stream()
        .filter(each -> each.index() == classIndex)
        .findFirst()
        .orElseThrow()
        .probability();
  }

  @Test
  void valueIsByHowMuchTheProbabilityFallsUnderThePatch() {
    Heatmap map = new Occlusion(classifier, 12, 8).heatmap(pictures.pixels(1), 2);
    assertThat(map.rows()).isEqualTo(4);
    assertThat(map.columns()).isEqualTo(4);
    // The cell in row 1, column 2 is 8 to 16 by 16 to 24; the patch lies around it.
    Region patch =
        Region.inside(new ImageSize(SIDE, SIDE), (y, x) -> y >= 6 && y < 18 && x >= 14 && x < 26);
    double fall =
        probability(pictures.pixels(1), 2) - probability(patch.filledIn(pictures.pixels(1)), 2);
    assertThat((double) map.at(1, 2)).isCloseTo(fall, within(1e-6));
    assertThat(fall).isNotZero();
  }

  @Test
  void patchHasTheMeanColourOfWhatStaysVisible() {
    byte[] pixels = {10, 20, 30, 30, 40, (byte) 250, 99, 99, 99};
    Region last = Region.inside(new ImageSize(1, 3), (y, x) -> x == 2);
    assertThat(last.filledIn(pixels)).containsExactly(10, 20, 30, 30, 40, 250, 20, 30, 140);
    assertThat(pixels[8]).isEqualTo((byte) 99);
    assertThat(last.takenFrom(pixels, new byte[9]))
        .containsExactly(10, 20, 30, 30, 40, 250, 0, 0, 0);
  }

  @Test
  void patchAndStrideMustCoverThePicture() {
    assertThatThrownBy(() -> new Occlusion(classifier, 33, 8))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("patch (--patch) must be 1 to 32 pixels for pictures of 32 x 32 but was 33");
    assertThatThrownBy(() -> new Occlusion(classifier, 8, 9))
        .hasMessage("stride (--stride) must be 1 to 8 pixels, the patch's side, but was 9");
  }
}

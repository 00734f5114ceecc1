package dev.signet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.InputSize;
import dev.signet.inference.Engine;
import dev.signet.metrics.LogitDifference;
import dev.signet.picture.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParityCheckTest {
  private static final List<Batch> PICTURES =
      ExportPictures.noise(InputSize.square(8), 20).check(); // batches of 16 and 4

  @Test
  void differencesOfAllBatchesCount() {
    LogitDifference found =
        ParityCheck.FP32.require(answering(2, 1), answering(2, 1.00005f), PICTURES);
    assertThat(found.pictures()).isEqualTo(20);
    assertThat(found.sameTop1()).isEqualTo(20);
    assertThat(found.largest()).isBetween(4e-5, 6e-5);
    assertThat(found.largestLogit()).isEqualTo(2);
  }

  @Test
  void logitTooFarAwayIsRefused() {
    assertThatThrownBy(
            () -> ParityCheck.FP32.require(answering(2, 1), answering(2, 1.0002f), PICTURES))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(
            "the same class for 20 of 20 pictures, logits differ by up to 0.00020")
        .hasMessageContaining("allowed: the same class for 100 %, logits within 0.00010");
    ParityCheck.FP32.require(answering(200, 1), answering(200, 1.0002f), PICTURES);
  }

  @Test
  void anotherClassIsRefusedHoweverNear() {
    assertThatThrownBy(
            () ->
                ParityCheck.FP32.require(answering(1.00001f, 1), answering(1, 1.00001f), PICTURES))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("the same class for 0 of 20 pictures");
  }

  @Test
  void notANumberIsNeverAllowed() {
    assertThatThrownBy(
            () -> ParityCheck.INT8.require(answering(2, 1), answering(2, Float.NaN), PICTURES))
        .isInstanceOf(SignetException.class);
  }

  @Test
  void integersMayDifferInEveryLogitButNotInTheAnswers() {
    LogitDifference found = ParityCheck.INT8.require(answering(2, 1), answering(9, 3), PICTURES);
    assertThat(ParityCheck.INT8.describe(found)).isEqualTo("the same class for 95 %");
    assertThatThrownBy(() -> ParityCheck.INT8.require(answering(2, 1), answering(1, 2), PICTURES))
        .isInstanceOf(SignetException.class);
  }

  private static Engine answering(float first, float second) {
    return new Engine() {
      @Override
      public float[] logits(Batch pictures) {
        float[] logits = new float[pictures.count() * 2];
        for (int i = 0; i < logits.length; i += 2) {
          logits[i] = first;
          logits[i + 1] = second;
        }
        return logits;
      }

      @Override
      public String runtime() {
        return "fake";
      }

      @Override
      public String describe() {
        return "a fake";
      }

      @Override
      public void close() {}
    };
  }
}

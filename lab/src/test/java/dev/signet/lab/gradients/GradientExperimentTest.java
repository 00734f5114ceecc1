package dev.signet.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.listeners.tensorboard.EventHistogram;
import dev.signet.picture.ImageSize;
import dev.signet.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientExperimentTest {
  private static final GradientConfig CONFIG =
      new GradientConfig(List.of(2, 2, 2), 4, 10, 8, 0.001, 3);
  private final ImageSource pictures = coloured();

  /** A colour a class, and noise. */
  private static ImageSource coloured() {
    Random random = new Random(1);
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      byte[] pixels = new byte[16 * 16 * 3];
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = (byte) (40 + 150 * ((i % 3 >> (at % 3)) & 1) + random.nextInt(40));
      }
      images.add(new LabelledImage("picture " + i, i % 3, pixels));
    }
    return new InMemorySource("coloured", new ImageSize(16, 16), List.of("a", "b", "c"), images);
  }

  @Test
  void plainNetWithoutBatchNormStarvesItsFirstLayersAndItsTwinDoesNot() {
    List<GradientFlow> flows =
        new GradientExperiment(CONFIG).run(pictures, List.of(), new StopSignal());
    assertThat(flows)
        .extracting(GradientFlow::twin)
        .containsExactly("plain", "residual", "plain_bn", "residual_bn");
    assertThat(flows.get(0).earlyToLateAtFirst()).isLessThan(0.01);
    assertThat(flows.get(1).earlyToLateAtFirst()).isBetween(0.05, 50.0);
    assertThat(flows.get(2).earlyToLateAtFirst()).isGreaterThan(0.1);
    assertThat(flows).allSatisfy(flow -> assertThat(flow.steps()).isEqualTo(10));
  }

  @Test
  void sameSeedGivesTheSameNumbers() {
    List<List<Double>> first = norms();
    assertThat(norms()).isEqualTo(first);
  }

  private List<List<Double>> norms() {
    return new GradientExperiment(CONFIG).run(pictures, List.of(), new StopSignal()).get(1).norms();
  }

  @Test
  void listenerSeesEveryStepAndHistogramsOfEveryValue() {
    List<Integer> steps = new ArrayList<>();
    List<EventHistogram> spreads = new ArrayList<>();
    GradientListener listener =
        new GradientListener() {
          @Override
          public void stepTaken(String twin, int step, double loss, List<Double> norms) {
            steps.add(step);
            assertThat(norms).hasSize(14);
          }

          @Override
          public void spreadSeen(String twin, int step, String layer, EventHistogram spread) {
            if (layer.equals("conv1")) {
              spreads.add(spread);
              assertThat(spread.count()).isEqualTo(4 * 3 * 7 * 7);
            }
          }
        };
    StopSignal stop = new StopSignal();
    List<GradientFlow> flows =
        new GradientExperiment(CONFIG).run(pictures, List.of(listener), stop);
    assertThat(steps).hasSize(40);
    assertThat(spreads).hasSize(40);
    double norm = flows.get(0).norms().get(0).get(0);
    assertThat(Math.sqrt(spreads.get(0).squares())).isCloseTo(norm, within(norm * 1e-5));
  }

  @Test
  void stoppedExperimentKeepsWhatWasFinished() {
    StopSignal stop = new StopSignal();
    GradientListener stopper =
        new GradientListener() {
          @Override
          public void stepTaken(String twin, int step, double loss, List<Double> norms) {
            if (twin.equals("residual")) {
              stop.request();
            }
          }
        };
    List<GradientFlow> flows = new GradientExperiment(CONFIG).run(pictures, List.of(stopper), stop);
    assertThat(flows).extracting(GradientFlow::twin).containsExactly("plain");
  }

  @Test
  void histogramCountsValuesIntoBucketsThatHoldThem() {
    float[] values = {0, 1e-20f, 1, -1, -1, 2.5f};
    EventHistogram histogram = GradientHistogram.of(values);
    assertThat(histogram.count()).isEqualTo(6);
    assertThat(histogram.min()).isEqualTo(-1);
    assertThat(histogram.max()).isEqualTo(2.5);
    assertThat(histogram.sum()).isCloseTo(1.5, within(1e-6));
    assertThat(histogram.squares()).isCloseTo(9.25, within(1e-6));
    double[] bounds = histogram.bounds();
    for (int i = 1; i < bounds.length; i++) {
      double lower = bounds[i - 1];
      double upper = bounds[i];
      long inside = 0;
      for (float value : values) {
        inside += value > lower && value <= upper ? 1 : 0;
      }
      assertThat(histogram.counts()[i]).as("%s to %s", lower, upper).isEqualTo((double) inside);
    }
  }

  @Test
  void settingsOutsideOfTheRangesAreRefused() {
    assertThatThrownBy(() -> new GradientConfig(List.of(1), 4, 9, 8, 0.1, 0))
        .hasMessage("steps (--steps) must be 10 to 100000 but were 9");
    assertThatThrownBy(() -> new GradientConfig(List.of(1), 4, 10, 1, 0.1, 0))
        .hasMessage("batch size (--batch-size) must be 2 to 4096 but was 1");
    assertThatThrownBy(() -> new GradientConfig(List.of(1), 4, 10, 8, -0.1, 0))
        .hasMessage("learning rate (--lr) must be > 0 and <= 1 but was -0.1");
  }
}

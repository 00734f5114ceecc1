package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.MixingConfig;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.training.StepChange.Examples;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixerTest {
  private static final int N = 3;
  private static final int CLASSES = 4;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 8;
  private static final long[] LABELS = {2, 0, 3};

  private record Mixed(float[] images, float[] targets) {
    float pixel(int picture, int y, int x) {
      return images[((picture * 3) * HEIGHT + y) * WIDTH + x];
    }

    float target(int picture, int label) {
      return targets[picture * CLASSES + label];
    }
  }

  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  /** Pictures of one value each: 1, 2 and 3. */
  private static Mixed mix(double mixup, double cutmix, long seed) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = torch.ones(new long[] {N, 3, HEIGHT, WIDTH}, new TensorOptions());
      for (int i = 0; i < N; i++) {
        images.select(0, i).fill_(new Scalar(i + 1.0));
      }
      Examples examples =
          new Mixer(new MixingConfig(mixup, cutmix), CLASSES, new SplittableRandom(seed))
              .mix(new Examples(images, Tensors.labels(LABELS)));
      return new Mixed(Tensors.floats(examples.images()), Tensors.floats(examples.targets()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void mixUpBlendsEachPictureAndItsLabelWithTheOneBefore(long seed) {
    Mixed mixed = mix(1, 0, seed);
    float share = mixed.target(0, 2);
    assertThat(share).isStrictlyBetween(0f, 1f);
    assertThat(mixed.targets())
        .containsExactly(
            new float[] {0, 0, share, 1 - share, share, 0, 1 - share, 0, 1 - share, 0, 0, share},
            within(1e-6f));
    for (int i = 0; i < N; i++) {
      float expected = share * (i + 1) + (1 - share) * (i == 0 ? N : i);
      assertThat(mixed.pixel(i, 0, 0)).isCloseTo(expected, within(1e-5f));
      assertThat(mixed.pixel(i, HEIGHT - 1, WIDTH - 1)).isCloseTo(expected, within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void cutMixPastesARectangleAndCountsItsShare(long seed) {
    Mixed mixed = mix(0, 1, seed);
    for (int i = 0; i < N; i++) {
      int pasted = 0;
      int left = WIDTH;
      int right = -1;
      int top = HEIGHT;
      int bottom = -1;
      float other = i == 0 ? N : i;
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertThat(mixed.pixel(i, y, x)).isIn(i + 1f, other);
          if (mixed.pixel(i, y, x) == other) {
            pasted++;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
      assertThat(pasted).isEqualTo(pasted == 0 ? 0 : (right - left + 1) * (bottom - top + 1));
      float share = (float) pasted / (WIDTH * HEIGHT);
      assertThat(mixed.target(i, (int) LABELS[i])).isCloseTo(1 - share, within(1e-6f));
      assertThat(mixed.target(i, (int) LABELS[i == 0 ? N - 1 : i - 1]))
          .isCloseTo(share, within(1e-6f));
    }
  }

  @Test
  void whereBothAreWantedEachStepTakesOne() {
    Set<Boolean> blended = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      float pixel = mix(1, 1, seed).pixel(0, 0, 0);
      blended.add(pixel != 1 && pixel != N);
    }
    assertThat(blended).containsExactlyInAnyOrder(true, false);
  }

  /** Of Beta(a, a) the mean is 1/2 and the variance 1 / (4 (2 a + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 1, 5, 100})
  void sharesAreBetaDistributed(double alpha) {
    SplittableRandom random = new SplittableRandom(1);
    double[] shares =
        DoubleStream.generate(() -> Mixer.share(random, alpha)).limit(200_000).toArray();
    assertThat(DoubleStream.of(shares)).allMatch(share -> share >= 0 && share <= 1);
    double mean = DoubleStream.of(shares).average().orElseThrow();
    double variance =
        DoubleStream.of(shares).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
    double expected = 1 / (4 * (2 * alpha + 1));
    assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(expected / shares.length)));
    assertThat(variance).isCloseTo(expected, within(0.02 * expected));
  }
}

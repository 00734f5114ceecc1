package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossCurveTest {
  private static final int TRAIN = 0x1f77b4;
  private static final int VALIDATION = 0xd95f02;

  @TempDir Path folder;

  static Stream<Arguments> trainings() {
    double[] three = {1.8, 0.9, 0.3};
    return Stream.of(
        Arguments.of("train alone", three, new double[0], false),
        Arguments.of("train and validation", three, new double[] {1.9, 1.2, 0.8}, true),
        Arguments.of("one epoch", new double[] {1.8}, new double[] {1.9}, true),
        Arguments.of("one epoch of loss 0", new double[] {0}, new double[0], false),
        Arguments.of(
            "from 2 to 0.001", new double[] {2, 0.1, 0.001}, new double[] {2.5, 1.1, 0.9}, true),
        Arguments.of(
            "validation once not a number", three, new double[] {1.9, Double.NaN, 1}, true),
        Arguments.of(
            "validation at first infinite",
            three,
            new double[] {Double.POSITIVE_INFINITY, 1.2, 1.1},
            true),
        Arguments.of(
            "validation never a number",
            three,
            new double[] {Double.NaN, Double.NaN, Double.NaN},
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  void curvesAreDrawn(String name, double[] train, double[] validation, boolean drawn)
      throws IOException {
    Path file = folder.resolve("loss.png");
    List<String> problems = new ArrayList<>();
    TestEvents.play(new LossCurve(file, problems::add), train, validation);
    assertThat(problems).as(name).isEmpty();
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(540);
    assertThat(pixels(picture, 0xffffff)).as("white").isGreaterThan(200_000);
    assertThat(pixels(picture, TRAIN)).as("train curve").isGreaterThan(20);
    if (drawn) {
      assertThat(pixels(picture, VALIDATION)).as("validation curve").isGreaterThan(20);
    } else if (validation.length == 0) {
      assertThat(pixels(picture, VALIDATION)).as("validation curve").isZero();
    }
  }

  @Test
  void trainingWithoutAnEpochLeavesNoPicture() {
    Path file = folder.resolve("loss.png");
    TestEvents.play(new LossCurve(file, message -> {}), new double[0]);
    assertThat(file).doesNotExist();
  }

  private static long pixels(BufferedImage picture, int rgb) {
    int[] all =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    long count = 0;
    for (int pixel : all) {
      if ((pixel & 0xffffff) == rgb) {
        count++;
      }
    }
    return count;
  }
}

package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.training.LearningRateSweep;
import dev.signet.training.LearningRateSweep.End;
import dev.signet.training.LearningRateSweep.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRatePlotTest {
  private static final int SMOOTHED = 0x1f77b4;
  private static final int SUGGESTION = 0xd95f02;

  @TempDir Path folder;

  @Test
  void lossesAndSuggestionAreDrawn() throws IOException {
    BufferedImage picture = draw(30, i -> i < 20 ? 2 - 0.08 * i : 1e9);
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(540);
    assertThat(pixels(picture, SMOOTHED)).isGreaterThan(500);
    assertThat(pixels(picture, SUGGESTION)).isGreaterThan(200);
  }

  @Test
  void withoutASuggestionNoneIsMarked() throws IOException {
    assertThat(pixels(draw(30, i -> 2), SUGGESTION)).isZero();
  }

  @Test
  void onePointIsDrawnAsACircle() throws IOException {
    assertThat(pixels(draw(1, i -> 2), SMOOTHED)).isGreaterThan(20);
  }

  @Test
  void sweepWithoutALossIsRefused() {
    assertThatThrownBy(() -> draw(0, i -> 2))
        .isInstanceOf(SignetException.class)
        .hasMessage("the plot was not drawn: there is no loss to draw");
  }

  private BufferedImage draw(int count, IntToDoubleFunction loss) throws IOException {
    List<Point> points =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Point(
                        1e-5 * Math.pow(1.5, i), loss.applyAsDouble(i), loss.applyAsDouble(i)))
            .toList();
    Path file = folder.resolve("plot.png");
    LearningRatePlot.write(new LearningRateSweep(points, End.COMPLETED), "a test", file);
    return ImageIO.read(file.toFile());
  }

  private static long pixels(BufferedImage picture, int rgb) {
    return IntStream.range(0, picture.getHeight() * picture.getWidth())
        .filter(
            i -> (picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xffffff) == rgb)
        .count();
  }
}

package dev.signet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.lab.GrowthBenchmark.Point;
import dev.signet.metrics.Spread;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthChartTest {
  private static final int MEASURED = 0x1f77b4;
  private static final int LINEAR = 0x999999;

  @Test
  void measuredTimesAndTheLinearLineAreDrawn(@TempDir Path folder) throws IOException {
    List<Point> points =
        Stream.of(1000, 10_000, 100_000).map(size -> point(size, size * size / 1e6)).toList();
    BufferedImage picture = draw(folder, points);
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(pixels(picture, MEASURED)).isGreaterThan(200);
    assertThat(pixels(picture, LINEAR)).isGreaterThan(200);
  }

  @Test
  void singlePointIsDrawn(@TempDir Path folder) throws IOException {
    assertThat(pixels(draw(folder, List.of(point(1000, 3))), MEASURED)).isGreaterThan(20);
  }

  private static BufferedImage draw(Path folder, List<Point> points) throws IOException {
    Path file = folder.resolve("growth.png");
    GrowthChart.write(file, points);
    return ImageIO.read(file.toFile());
  }

  private static Point point(int pictures, double millis) {
    long pixels = 64L * 64 * pictures;
    return Point.of(pictures, pixels, 3 * pixels, 3 * pixels, Spread.of(List.of(millis)));
  }

  private static int pixels(BufferedImage picture, int colour) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }
}

package dev.signet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.lab.GrowthBenchmark.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthBenchmarkTest {
  @Test
  void pixelTakesThreeBytesHoweverManyThereAre() {
    List<Point> points = GrowthBenchmark.run(List.of(1000, 100), 32, 32);
    assertThat(points).extracting(Point::pictures).containsExactly(100, 1000);
    assertThat(points)
        .allSatisfy(
            point -> {
              assertThat(point.bytesPerPixel()).isEqualTo(3);
              assertThat(point.microsecondsPerPicture()).isPositive();
            });
    // 16 bytes before an array, a record, a name and their references: less than 256 a picture.
    assertThat(points.get(1).heapBytesPerPixel()).isBetween(2.9, 3.25);
  }

  @Test
  void sizeOutOfRangeIsRefused() {
    assertThatThrownBy(() -> GrowthBenchmark.run(List.of(99), 32, 32))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "pictures of a data set (--growth) must be between 100 and 1000000 but were 99");
  }

  @Test
  void heapThatIsTooSmallIsToldBeforeItIsFull() {
    assertThatThrownBy(() -> GrowthBenchmark.run(List.of(1_000_000), 512, 32))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("1000000 pictures of 512 x 512 need a heap of 1179.6 GB")
        .hasMessageContaining("set SIGNET_JAVA_OPTS=-Xmx1180g");
  }
}

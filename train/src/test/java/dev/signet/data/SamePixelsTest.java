package dev.signet.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamePixelsTest {
  private static ImageSource of(int height, int... values) {
    List<LabelledImage> images =
        IntStream.of(values)
            .mapToObj(v -> new LabelledImage("p" + v, v % 2, fill(height * 3, v)))
            .toList();
    return new InMemorySource("d", new ImageSize(height, 1), List.of("a", "b"), images);
  }

  private static byte[] fill(int size, int value) {
    byte[] pixels = new byte[size];
    java.util.Arrays.fill(pixels, (byte) value);
    return pixels;
  }

  @Test
  void picturesAreFoundByTheirPixels() {
    assertThat(SamePixels.shared(of(2, 1, 2, 3, 2), of(2, 9, 2, 1)))
        .containsExactlyInAnyOrder(0, 1, 3);
    assertThat(SamePixels.shared(of(2, 1, 2), of(2, 3))).isEmpty();
  }

  @Test
  void otherSizesShareNothing() {
    assertThat(SamePixels.shared(of(2, 0), of(3, 0))).isEmpty();
  }
}

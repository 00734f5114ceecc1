package dev.signet.picture;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of picture against what Pillow makes of it: {@code make_picture_kinds.py}. */
class PictureKindsTest {
  static List<String> kinds() throws IOException {
    try (Stream<Path> files = Files.list(fixture("kinds"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream().filter(name -> names.contains(name + ".png")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsEachKindAsPillowDoes(String name) throws IOException {
    BufferedImage expected = ImageIO.read(fixture("kinds/" + name + ".png").toFile());
    ImageDecoder decoder =
        new ImageDecoder(new ImageSize(expected.getHeight(), expected.getWidth()));
    byte[] wanted = RgbPixels.of(expected);
    assertThat(furthest(decoder.decode(fixture("kinds/" + name)), wanted)).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsEachKindInBandsAsItDoesAtOnce(String name) {
    ImageDecoder decoder = new ImageDecoder(new ImageSize(16, 11));
    byte[] whole = decoder.decode(fixture("kinds/" + name));
    assertThat(decoder.withBandsOf(61 * 6).decode(fixture("kinds/" + name)))
        .as("in bands of six rows and more")
        .isEqualTo(whole);
  }

  private static int furthest(byte[] a, byte[] b) {
    assertThat(a).hasSameSizeAs(b);
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
    }
    return most;
  }
}

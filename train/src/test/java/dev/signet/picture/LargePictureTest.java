package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.data.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that are decoded in bands of rows. */
class LargePictureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"jpeg,8700,6000", "png,6000,8700"})
  void isReadThoughItHasMorePixelsThanAreDecodedAtOnce(String format, int height, int width)
      throws IOException {
    byte[] large = encoded(format, height, width);
    ImageDecoder decoder = new ImageDecoder(new ImageSize(32, 32));
    byte[] small = decoder.decode("small", encoded(format, height / 20, width / 20));
    byte[] pixels = decoder.decode("large", large);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i] & 0xff).isCloseTo(small[i] & 0xff, within(4));
    }
    Path file = Files.write(folder.resolve("large"), large);
    assertThat(StoredSize.of(file.toString())).contains(new ImageSize(height, width));
  }

  @Test
  void theLimitIsRaisedAndLoweredAndNamed() throws IOException {
    byte[] picture = encoded("png", 40, 50);
    ImageDecoder decoder = new ImageDecoder(new ImageSize(8, 8));
    assertThat(decoder.withMostPixels(2000).decode("a", picture)).hasSize(8 * 8 * 3);
    assertThatThrownBy(() -> decoder.withMostPixels(1999).decode("a", picture))
        .hasMessage(
            "a has 40 x 50 pixels (height x width); at most 0.001999 megapixels are decoded,"
                + " shrink it or allow more (--max-pixels)");
    assertThatThrownBy(() -> decoder.withMostPixels(ImageDecoder.MOST_PIXELS + 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "pixels of a picture (--max-pixels) must be between 1 and 700000000 but were"
                + " 700000001");
  }

  @Test
  void aPictureOfTooManyRowsIsRefused() throws IOException {
    byte[] gif = Files.readAllBytes(TestImages.fixture("kinds/part.gif"));
    byte[] png = encoded("png", 140_000, 1);
    ImageDecoder decoder = new ImageDecoder(new ImageSize(8, 8));
    assertThatThrownBy(() -> decoder.decode("a", png))
        .hasMessage(
            "a has 140000 x 1 pixels (height x width); at most 131072 rows and columns are"
                + " decoded, shrink it");
    gif[6] = -1;
    gif[7] = -1;
    gif[8] = -1;
    gif[9] = -1;
    assertThatThrownBy(() -> decoder.decode("a", gif))
        .hasMessageStartingWith("a has 65535 x 65535 pixels (height x width); at most 200");
  }

  @ParameterizedTest
  @CsvSource({
    "lossy.webp,30,41",
    "lossless_alpha.webp,30,41",
    "alpha_plain.webp,30,41",
    "28_bytes.webp,100,100",
    "animated_part.webp,40,61",
    "part.gif,40,61",
    "rgb16.tif,30,41",
    "565_v5.bmp,30,41",
    "motion.jpg,30,41"
  })
  void theStoredSizeIsReadFromTheHeader(String kind, int height, int width) {
    assertThat(StoredSize.of(TestImages.fixture("kinds/" + kind).toString()))
        .isEqualTo(Optional.of(new ImageSize(height, width)));
  }

  /** A slope in one channel, so that a small picture of the same looks the same. */
  private static byte[] encoded(String format, int height, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (255L * (i / width) / height / 2 + 127L * (i % width) / width);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static org.assertj.core.data.Offset<Integer> within(int most) {
    return org.assertj.core.data.Offset.offset(most);
  }
}

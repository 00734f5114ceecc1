package dev.signet.picture;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged pictures are read or refused in one sentence; native code behind WebP survives them. The
 * long form: {@code -Dsignet.pictures.mutations=2000} for each kind.
 */
class HostilePicturesTest {
  private static final int MUTATIONS = Integer.getInteger("signet.pictures.mutations", 40);
  private static final ImageDecoder DECODER =
      new ImageDecoder(new ImageSize(16, 16)).withMostPixels(1_000_000);

  static List<String> kinds() throws IOException {
    return PictureKindsTest.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void survivesFlippedBytes(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("kinds/" + name));
    Random random = new Random(name.hashCode());
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = whole.clone();
      int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 100);
      for (int k = random.nextInt(6); k >= 0; k--) {
        bytes[random.nextInt(range)] = random.nextInt(4) == 0 ? (byte) -1 : (byte) random.nextInt();
      }
      requireReadOrRefused(name, bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossy.webp",
        "lossy_alpha.webp",
        "alpha_plain.webp",
        "lossless_alpha.webp",
        "28_bytes.webp",
        "animated_part.webp",
        "565_v5.bmp",
        "os2_8.bmp",
        "part.gif",
        "interlaced.gif",
        "progressive.jpg",
        "cmyk.jpg",
        "tiff_lzw.tif",
        "rgb16.tif",
        "jpeg.tif"
      })
  void survivesACutAtEveryLength(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("kinds/" + name));
    for (int length = 0; length < whole.length; length += 1 + whole.length / 1500) {
      requireReadOrRefused(name, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossy.webp",
        "lossy_alpha.webp",
        "alpha_plain.webp",
        "lossless_alpha.webp",
        "rgba_v5.bmp",
        "os2_8.bmp",
        "part.gif",
        "interlaced.gif",
        "progressive.jpg",
        "cmyk.jpg",
        "tiff_lzw.tif",
        "packbits.tif",
        "raw.tif",
        "rgb16.tif"
      })
  void refusesHalfAPicture(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("kinds/" + name));
    assertThatThrownBy(() -> DECODER.decode(name, Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(name + " is a damaged ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"part.gif", "interlaced.gif", "animated.gif"})
  void refusesAGifOfWhichAHalfIsZero(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("kinds/" + name));
    int data = GifFrame.of(bytes).data();
    Arrays.fill(bytes, data + 150, bytes.length, (byte) 0);
    assertThatThrownBy(() -> DECODER.decode("half.gif", bytes))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching(
            "half.gif is a damaged GIF picture: .*(missing|nothing|codes).*; replace or remove it");
  }

  @Test
  void refusesALargeClaimBeforeDecoding() {
    ByteBuffer webp = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(32);
    webp.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(20).put((byte) 0x2f);
    webp.putInt(16382 | 16382 << 14);
    assertThatThrownBy(() -> DECODER.decode("claim.webp", webp.array()))
        .hasMessage(
            "claim.webp has 16383 x 16383 pixels (height x width); at most 1 megapixels are"
                + " decoded, shrink it or allow more (--max-pixels)");
    assertThatThrownBy(
            () -> new ImageDecoder(new ImageSize(8, 8)).decode("claim.webp", webp.array()))
        .hasMessageContaining("at most 200 megapixels");
  }

  private static void requireReadOrRefused(String name, byte[] bytes) {
    try {
      assertThat(DECODER.decode(name, bytes)).hasSize(16 * 16 * 3);
    } catch (SignetException e) {
      assertThat(e)
          .hasMessageStartingWith(name)
          .hasMessageNotContainingAny("\n", "Exception", "java.", "null", "Index ");
    }
  }
}

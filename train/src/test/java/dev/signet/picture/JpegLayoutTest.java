package dev.signet.picture;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegLayoutTest {
  private static final ImageDecoder DECODER = new ImageDecoder(new ImageSize(16, 16));

  @Test
  void findsTheEndTheScansAndTheComponents() throws IOException {
    byte[] progressive = kind("progressive.jpg");
    JpegLayout.Frame frame = JpegLayout.of(progressive).frame();
    assertThat(frame.isPlain()).isTrue();
    assertThat(JpegLayout.of(progressive))
        .isEqualTo(new JpegLayout(progressive.length, true, 10, frame, -1));
    assertThat(frame).isEqualTo(new JpegLayout.Frame(0xc2, 8, frame.height(), frame.width(), 3));
    byte[] ycck = kind("ycck.jpg");
    JpegLayout inks = JpegLayout.of(ycck);
    assertThat(inks).isEqualTo(new JpegLayout(ycck.length, true, 1, inks.frame(), 2));
    assertThat(inks.frame().components()).isEqualTo(4);
    assertThat(inks.frame().isPlain()).isFalse();
    byte[] restarts = kind("restarts.jpg");
    assertThat(JpegLayout.of(restarts).end()).isEqualTo(restarts.length);
  }

  @Test
  void whatLiesBehindTheEndDoesNotCount() throws IOException {
    byte[] picture = kind("progressive.jpg");
    byte[] film = new byte[1 << 20];
    new Random(3).nextBytes(film);
    for (int i = 0; i < 1000; i += 2) { // more starts of scans than a picture may have
      film[i] = (byte) 0xff;
      film[i + 1] = (byte) 0xda;
    }
    byte[] motion = joined(picture, film);
    assertThat(JpegLayout.of(motion).end()).isEqualTo(picture.length);
    assertThat(DECODER.decode("motion.jpg", motion)).isEqualTo(DECODER.decode("a", picture));
    byte[] two = joined(picture, kind("cmyk.jpg"));
    assertThat(DECODER.decode("two.jpg", two)).isEqualTo(DECODER.decode("a", picture));
  }

  @Test
  void aRealCutStaysRefused() throws IOException {
    byte[] picture = kind("restarts.jpg");
    byte[] half = Arrays.copyOf(picture, picture.length - 100);
    assertThatThrownBy(() -> DECODER.decode("cut.jpg", half))
        .hasMessage("cut.jpg is a damaged JPEG picture: it ends too early; replace or remove it");
  }

  private static byte[] kind(String name) throws IOException {
    return Files.readAllBytes(fixture("kinds/" + name));
  }

  private static byte[] joined(byte[] first, byte[] second) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    out.write(second);
    return out.toByteArray();
  }
}

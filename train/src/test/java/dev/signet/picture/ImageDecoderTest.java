package dev.signet.picture;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final ImageDecoder SAME_SIZE = new ImageDecoder(new ImageSize(60, 80));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"16,16", "64,64", "37,20", "5,53"})
  void resizesBitForBitAsPillowDoes(int height, int width) {
    ImageDecoder decoder = new ImageDecoder(new ImageSize(height, width));
    Path expected = fixture("noise_" + height + "x" + width + ".png");
    assertThat(decoder.decode(fixture("noise.png"))).isEqualTo(decoder.decode(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "picture.jpg,3",
    "cmyk.jpg,4",
    "profile.jpg,3",
    "lossless.webp,0",
    "lossy.webp,12",
    "orientation_1.jpg,3",
    "orientation_2.jpg,3",
    "orientation_3.jpg,3",
    "orientation_4.jpg,3",
    "orientation_5.jpg,3",
    "orientation_6.jpg,3",
    "orientation_7.jpg,3",
    "orientation_8.jpg,3"
  })
  void decodesEveryKindOfPictureUpright(String name, int tolerance) {
    byte[] expected = SAME_SIZE.decode(fixture("picture.png"));
    byte[] actual = SAME_SIZE.decode(fixture(name));
    assertThat(meanDifference(expected, actual)).isLessThanOrEqualTo(tolerance);
  }

  @Test
  void takesTheNumbersAsStoredWhateverTheColourProfile() {
    assertThat(SAME_SIZE.decode(fixture("profile.jpg")))
        .isEqualTo(SAME_SIZE.decode(fixture("picture.jpg")));
  }

  @Test
  void decodesGreyAsItIsStored() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 128);
    assertThat(decode(grey, "png", 1, 2)).containsExactly(128, 128, 128, 0, 0, 0);
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 65535);
    deep.getRaster().setSample(1, 0, 0, 128 * 257);
    assertThat(decode(deep, "png", 1, 2)).containsExactly(255, 255, 255, 128, 128, 128);
    assertThat(SAME_SIZE.decode(fixture("grey.jpg"))).hasSize(60 * 80 * 3);
  }

  @Test
  void laysTransparentPixelsOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x800000ff);
    assertThat(decode(image, "png", 1, 2)).containsExactly(255, 255, 255, 127, 127, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "png"})
  void decodesPalettesAndPlainFormats(String format) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x0000ff);
    assertThat(decode(image, format, 1, 2)).containsExactly(255, 0, 0, 0, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture.jpg", "cmyk.jpg", "picture.png", "lossy.webp", "lossless.webp"})
  void refusesATruncatedPicture(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    for (int length : new int[] {whole.length * 9 / 10, whole.length / 2, whole.length / 3, 20}) {
      assertThatThrownBy(() -> SAME_SIZE.decode("photos/" + name, Arrays.copyOf(whole, length)))
          .as("%s cut to %d of %d bytes", name, length, whole.length)
          .isInstanceOf(SignetException.class)
          .hasMessageStartingWith("photos/" + name + " is a damaged ")
          .hasMessageEndingWith("; replace or remove it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif"})
  void refusesATruncatedPictureOfAnOldFormat(String format) throws IOException {
    BufferedImage noise = new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 2500; i++) {
      noise.setRGB(i % 50, i / 50, random.nextInt());
    }
    byte[] whole = encode(noise, format);
    for (int length : new int[] {whole.length * 9 / 10, whole.length / 2}) {
      assertThatThrownBy(() -> SAME_SIZE.decode("a", Arrays.copyOf(whole, length)))
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isInstanceOf(SignetException.class)
          .hasMessageStartingWith("a is a damaged ");
    }
  }

  @Test
  void refusesAJpegOfEndlessScans() {
    byte[] start = {(byte) 0xff, (byte) 0xd8};
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 2, 1};
    ByteBuffer file = ByteBuffer.allocate(2 + scan.length * (JpegLayout.MOST_SCANS + 1)).put(start);
    while (file.hasRemaining()) {
      file.put(scan);
    }
    byte[] jpeg = file.array();
    assertThatThrownBy(() -> SAME_SIZE.decode("slow.jpg", jpeg))
        .isInstanceOf(SignetException.class)
        .hasMessage("slow.jpg has more than 100 scans, which no camera makes; save it again");
  }

  @Test
  void refusesAHugePictureByItsHeader() {
    assertThatThrownBy(() -> SAME_SIZE.decode("bomb.png", pngHeader(30_000, 30_000)))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "bomb.png has 30000 x 30000 pixels (height x width); at most 200 megapixels are decoded,"
                + " shrink it or allow more (--max-pixels)");
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "I am a text");
    assertThatThrownBy(() -> SAME_SIZE.decode(text))
        .hasMessage(
            "%s is not a picture that can be read; JPEG, PNG, BMP, GIF, WebP or TIFF is expected",
            text);
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    assertThatThrownBy(() -> SAME_SIZE.decode(empty))
        .hasMessage("%s is an empty file; JPEG, PNG, BMP, GIF, WebP or TIFF is expected", empty);
    assertThatThrownBy(() -> SAME_SIZE.decode(folder.resolve("none.jpg")))
        .hasMessageEndingWith("none.jpg does not exist; check the name");
  }

  @Test
  void answersDamagedBytesWithAnExceptionOfItsOwn() throws IOException {
    Random random = new Random(2);
    for (String name : new String[] {"picture.jpg", "picture.png", "lossy.webp"}) {
      byte[] whole = Files.readAllBytes(fixture(name));
      for (int i = 0; i < 60; i++) {
        byte[] bytes = whole.clone();
        for (int k = 0; k < 4; k++) {
          bytes[12 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
        }
        try {
          assertThat(SAME_SIZE.decode(name, bytes)).hasSize(60 * 80 * 3);
        } catch (SignetException e) {
          assertThat(e).hasMessageContaining(name).hasMessageNotContaining("\n");
        }
      }
    }
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(33);
    png.putLong(0x89504E470D0A1A0AL).putInt(13).putInt(0x49484452).putInt(width).putInt(height);
    png.put((byte) 8).put((byte) 2).put(new byte[3]);
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    return png.putInt((int) crc.getValue()).array();
  }

  private static int[] decode(BufferedImage image, String format, int height, int width)
      throws IOException {
    byte[] pixels =
        new ImageDecoder(new ImageSize(height, width)).decode("a", encode(image, format));
    int[] values = new int[pixels.length];
    Arrays.setAll(values, i -> pixels[i] & 0xff);
    return values;
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static double meanDifference(byte[] a, byte[] b) {
    assertThat(a).hasSameSizeAs(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    return sum / a.length;
  }
}

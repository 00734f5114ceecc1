package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {
  /** By torchvision 0.29: the size of Resize's result, and CenterCrop's first row and column. */
  @ParameterizedTest
  @CsvSource({
    "CROP, 224, 375 x 500, 256 x 341, 16 x 58",
    "CROP, 224, 500 x 375, 341 x 256, 58 x 16",
    "CROP, 224, 300 x 300, 256 x 256, 16 x 16",
    "CROP, 64, 100 x 101, 73 x 73, 4 x 4",
    "CROP, 64, 100 x 103, 73 x 75, 4 x 6",
    "CROP, 64, 10 x 4000, 73 x 29200, 4 x 14568",
    "PAD, 224, 375 x 500, 168 x 224, -28 x 0",
    "PAD, 64, 101 x 100, 64 x 63, 0 x 0",
    "PAD, 64, 2 x 1000, 1 x 64, -31 x 0",
    "SQUEEZE, 64, 375 x 500, 64 x 64, 0 x 0",
  })
  void takesTheNumbersOfTorchvision(
      Fit fit, int side, String picture, String resized, String first) {
    Framing framing = Framing.of(InputSize.square(side), fit);
    int[] size = pair(picture);
    Placement placement = framing.placement(size[0], size[1], 1);
    Placement.Span rows = placement.rows();
    Placement.Span columns = placement.columns();
    assertThat(new int[] {rows.scaled(), columns.scaled()}).isEqualTo(pair(resized));
    assertThat(new int[] {rows.first() - rows.offset(), columns.first() - columns.offset()})
        .isEqualTo(pair(first));
    assertThat(framing.placement(size[1], size[0], 6)).isEqualTo(placement);
  }

  /** Rows and columns. */
  private static int[] pair(String words) {
    return Arrays.stream(words.split(" x ")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void aSizeThatIsNotSquareIsCoveredOrLainIn() {
    ImageSize size = new ImageSize(56, 112);
    Placement crop = new Framing(size, Fit.CROP, false).placement(300, 400, 1);
    assertThat(crop.rows()).isEqualTo(new Placement.Span(96, 20, 56, 0, 56));
    assertThat(crop.columns()).isEqualTo(new Placement.Span(128, 8, 112, 0, 112));
    Placement pad = new Framing(size, Fit.PAD, false).placement(300, 400, 1);
    assertThat(pad.rows()).isEqualTo(new Placement.Span(56, 0, 56, 0, 56));
    assertThat(pad.columns()).isEqualTo(new Placement.Span(74, 0, 74, 19, 112));
  }

  @ParameterizedTest
  @CsvSource({"37,53", "53,37", "90,91", "20,20", "5,64", "300,7"})
  void aPartIsTheSamePartOfTheWhole(int height, int width) {
    byte[] pixels = noise(height, width);
    ImageSize stored = new ImageSize(height, width);
    for (Fit fit : new Fit[] {Fit.CROP, Fit.PAD}) {
      Framing framing = Framing.of(InputSize.square(20), fit);
      Placement placement = framing.placement(height, width, 1);
      ImageSize scaled = new ImageSize(placement.rows().scaled(), placement.columns().scaled());
      byte[] whole = Resize.toSize(pixels, stored, scaled);
      assertThat(Resize.toFrame(pixels, stored, framing))
          .as("%s", fit)
          .isEqualTo(cut(whole, scaled, placement));
    }
  }

  /** The centre, with zeros where there is nothing: {@code PIL.Image.crop}. */
  private static byte[] cut(byte[] whole, ImageSize scaled, Placement placement) {
    int top = placement.rows().first() - placement.rows().offset();
    int left = placement.columns().first() - placement.columns().offset();
    byte[] result = new byte[20 * 20 * 3];
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        int row = y + top;
        int column = x + left;
        if (row >= 0 && row < scaled.height() && column >= 0 && column < scaled.width()) {
          int from = (row * scaled.width() + column) * 3;
          System.arraycopy(whole, from, result, (y * 20 + x) * 3, 3);
        }
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"64,37,53", "64,90,91", "224,30,31", "32,200,201", "33,77,79", "9,50,51", "7,50,51"})
  void theCentreOfAWideOneIsTheCrop(int side, int height, int width) {
    byte[] pixels = noise(height, width);
    ImageSize stored = new ImageSize(height, width);
    Framing crop = new Framing(new ImageSize(side, side), Fit.CROP, false);
    Framing wide = crop.widened();
    int margin = (wide.stored().width() - side) / 2;
    assertThat(margin).isEqualTo((Fit.uncropped(side) - side) / 2);
    byte[] all = Resize.toFrame(pixels, stored, wide);
    byte[] centre = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      int from = ((y + margin) * wide.stored().width() + margin) * 3;
      System.arraycopy(all, from, centre, y * side * 3, side * 3);
    }
    assertThat(centre).isEqualTo(Resize.toFrame(pixels, stored, crop));
  }

  @Test
  void aPictureThatIsThereAlreadyIsKeptUnlessItIsCropped() {
    ImageSize size = new ImageSize(16, 16);
    byte[] pixels = noise(16, 16);
    for (Fit fit : Fit.values()) {
      byte[] framed = Resize.toFrame(pixels, size, new Framing(size, fit, false));
      assertThat(Arrays.equals(framed, pixels)).as("%s", fit).isEqualTo(fit != Fit.CROP);
    }
  }

  @ParameterizedTest
  @CsvSource({"SQUEEZE", "CROP", "PAD"})
  void filesBandsAndPicturesInMemoryComeOutTheSame(Fit fit) throws IOException {
    ImageSize stored = new ImageSize(90, 61);
    BufferedImage image = RgbPixels.toImage(noise(90, 61), stored);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    ImageDecoder decoder = new ImageDecoder(Framing.of(InputSize.square(24), fit));
    byte[] expected = decoder.decode(image);
    assertThat(decoder.decode("it", png.toByteArray())).isEqualTo(expected);
    assertThat(decoder.withBandsOf(200).decode("it", png.toByteArray())).isEqualTo(expected);
  }

  @Test
  void aLargeJpegIsReducedByWhatItIsScaledTo() throws IOException {
    BufferedImage image = RgbPixels.toImage(smooth(900, 1501), new ImageSize(900, 1501));
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", jpeg);
    for (Fit fit : Fit.values()) {
      ImageDecoder decoder = new ImageDecoder(Framing.of(InputSize.square(32), fit));
      byte[] reduced = decoder.decode("it", jpeg.toByteArray());
      byte[] exact =
          decoder.decode(ImageIO.read(new java.io.ByteArrayInputStream(jpeg.toByteArray())));
      int worst = 0;
      for (int i = 0; i < exact.length; i++) {
        worst = Math.max(worst, Math.abs((exact[i] & 0xff) - (reduced[i] & 0xff)));
      }
      assertThat(worst).as("%s", fit).isLessThanOrEqualTo(4); // docs/decisions/0045
    }
  }

  private static byte[] noise(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(1).nextBytes(pixels);
    return pixels;
  }

  private static byte[] smooth(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / 3 / width;
      int x = i / 3 % width;
      pixels[i] = (byte) (128 + 100 * Math.sin(y / 40.0 + i % 3) * Math.cos(x / 55.0));
    }
    return pixels;
  }
}

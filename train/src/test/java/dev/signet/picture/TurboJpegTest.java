package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class TurboJpegTest {
  private static final ImageSize TARGET = new ImageSize(36, 30);

  @Test
  void fullSizeIsWhatImageIoGives() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      for (boolean progressive : new boolean[] {false, true}) {
        byte[] file = jpeg(photo(143, 197, type), progressive);
        ImageSize full = new ImageSize(143, 197);
        StoredPicture turbo = turbo(file, full).orElseThrow();
        StoredPicture plain = ImageIoPicture.open(PictureFormat.JPEG, file);
        assertThat(pixels(turbo, full)).isEqualTo(pixels(plain, full));
        turbo.close();
        plain.close();
      }
    }
  }

  @Test
  void largePictureIsReducedByTheDecoderAndHardlyDiffers() throws IOException {
    byte[] file = jpeg(photo(1203, 1601, BufferedImage.TYPE_INT_RGB), false);
    try (StoredPicture reduced = turbo(file, TARGET).orElseThrow();
        StoredPicture full = ImageIoPicture.open(PictureFormat.JPEG, file)) {
      assertThat(reduced.height()).isEqualTo(151);
      assertThat(reduced.width()).isEqualTo(201);
      byte[] soon = new ImageDecoder(TARGET).decode("photo.jpg", file);
      byte[] exact = Resize.toSize(pixels(full), new ImageSize(1203, 1601), TARGET);
      double squares = 0;
      for (int i = 0; i < soon.length; i++) {
        int difference = (soon[i] & 0xff) - (exact[i] & 0xff);
        squares += difference * difference;
      }
      assertThat(Math.sqrt(squares / soon.length)).isLessThan(1.5);
    }
  }

  @Test
  void eachSideKeepsFourTimesTheTarget() throws IOException {
    byte[] file = jpeg(photo(288, 1000, BufferedImage.TYPE_INT_RGB), false);
    assertThat(height(file, new ImageSize(36, 36))).isEqualTo(144);
    assertThat(height(file, new ImageSize(37, 36))).isEqualTo(288);
    assertThat(height(file, new ImageSize(36, 125))).isEqualTo(144);
    assertThat(height(file, new ImageSize(36, 126))).isEqualTo(288);
    assertThat(height(file, new ImageSize(1, 1))).isEqualTo(36);
  }

  @Test
  void whatIsCutOrRareIsLeftToImageIo() throws IOException {
    byte[] file = jpeg(photo(64, 64, BufferedImage.TYPE_INT_RGB), false);
    byte[] cut = Arrays.copyOf(file, file.length - 2);
    assertThat(turbo(cut, TARGET)).isEmpty();
    byte[] twelveBits = file.clone();
    for (int i = 0; i + 4 < file.length; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xc0) {
        twelveBits[i + 4] = 12;
      }
    }
    assertThat(turbo(twelveBits, TARGET)).isEmpty();
  }

  private static int height(byte[] file, ImageSize target) {
    try (StoredPicture picture = turbo(file, target).orElseThrow()) {
      return picture.height();
    }
  }

  private static Optional<StoredPicture> turbo(byte[] file, ImageSize target) {
    return TurboJpeg.open(file, JpegLayout.of(file), target.height(), target.width());
  }

  private static byte[] pixels(StoredPicture picture, ImageSize expected) throws IOException {
    assertThat(new ImageSize(picture.height(), picture.width())).isEqualTo(expected);
    return pixels(picture);
  }

  private static byte[] pixels(StoredPicture picture) throws IOException {
    int stride = picture.width() * 3;
    byte[] all = new byte[picture.height() * stride];
    byte[] row = new byte[stride];
    RgbRow rows = picture.band(0, picture.height());
    for (int y = 0; y < picture.height(); y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, all, y * stride, stride);
    }
    return all;
  }

  /** Discs and lines in every colour, with edges as a lens leaves them. */
  private static BufferedImage photo(int height, int width, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Random random = new Random(5);
    for (int i = 0; i < 80; i++) {
      graphics.setColor(new Color(random.nextInt(0x1000000)));
      int side = 1 + random.nextInt(height / 2);
      graphics.fillOval(random.nextInt(width), random.nextInt(height), side, side);
    }
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

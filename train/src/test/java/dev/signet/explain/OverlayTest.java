package dev.signet.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final ImageSize SIZE = new ImageSize(32, 16);
  private static final Heatmap TOP_LEFT = new Heatmap(2, 2, new float[] {4, 0, 0, 0});

  private static double lightness(int rgb) {
    return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
  }

  @Test
  void hotCornerIsTheLightOne() {
    BufferedImage overlay = Overlay.draw(new byte[32 * 16 * 3], SIZE, TOP_LEFT);
    assertThat(overlay.getHeight()).isEqualTo(32);
    assertThat(overlay.getWidth()).isEqualTo(16);
    assertThat(lightness(overlay.getRGB(0, 0)))
        .isGreaterThan(lightness(overlay.getRGB(15, 31)) + 200);
  }

  @Test
  void coloursAreTheMapsAloneAndThePictureShinesThrough() {
    byte[] red = new byte[32 * 16 * 3];
    byte[] dark = new byte[32 * 16 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 255;
      dark[i] = 76; // as light as the red one
      dark[i + 1] = 76;
      dark[i + 2] = 76;
    }
    Heatmap none = new Heatmap(1, 1, new float[] {0});
    int overRed = Overlay.draw(red, SIZE, none).getRGB(3, 3);
    assertThat(overRed).isEqualTo(Overlay.draw(dark, SIZE, none).getRGB(3, 3));
    assertThat(overRed).isNotEqualTo(Overlay.draw(new byte[32 * 16 * 3], SIZE, none).getRGB(3, 3));
  }

  @Test
  void sheetShowsBothEnlargedAndReadsBackAsPng() throws IOException {
    BufferedImage sheet = Overlay.sideBySide(new byte[32 * 16 * 3], SIZE, TOP_LEFT, "3 (98.2 %)");
    assertThat(sheet.getWidth()).isEqualTo(2 * 256 + 3 * 8);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(sheet)));
    assertThat(read.getRGB(100, 100)).isEqualTo(0xff000000); // the picture on the left is black
    assertThat(lightness(read.getRGB(280, 20))).isGreaterThan(200);
  }
}

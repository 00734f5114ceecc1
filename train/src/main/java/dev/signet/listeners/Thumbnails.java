package dev.signet.listeners;

import dev.signet.data.ImageSource;
import dev.signet.drawing.Png;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pictures in small, PNG in base 64; the last few are kept. Not safe for use by several threads.
 */
final class Thumbnails {
  private static final int MOST_PIXELS = 96; // a side
  private static final int KEPT = 64;

  private final ImageSource pictures;
  private final Map<Integer, String> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > KEPT;
        }
      };

  Thumbnails(ImageSource pictures) {
    this.pictures = pictures;
  }

  String of(int index) {
    return kept.computeIfAbsent(
        index, i -> Base64.getEncoder().encodeToString(Png.bytes(small(pictures.toImage(i)))));
  }

  private static BufferedImage small(BufferedImage picture) {
    int side = Math.max(picture.getWidth(), picture.getHeight());
    if (side <= MOST_PIXELS) {
      return picture;
    }
    int width = Math.max(1, picture.getWidth() * MOST_PIXELS / side);
    int height = Math.max(1, picture.getHeight() * MOST_PIXELS / side);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}

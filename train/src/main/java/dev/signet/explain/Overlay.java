package dev.signet.explain;

import dev.signet.drawing.ColourMap;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A heat map over its picture. The picture below is grey, so that all colours are the map's: from
 * violet, nothing speaks for the class, to yellow, the map's peak. Thread-safe: it keeps no state.
 */
public final class Overlay {
  /** Small pictures are enlarged by a whole number until their shorter side is as long as this. */
  private static final int LEGIBLE = 256;

  private static final double HEAT = 0.6;
  private static final int GAP = 8;
  private static final int CAPTION = 28;
  private static final Color PAPER = new Color(0xfafafa);
  private static final Color INK = new Color(0x222222);

  private Overlay() {}

  /**
   * The heat map over the grey picture, in the picture's size.
   *
   * @param pixels {@code [height, width, 3]} bytes
   */
  public static BufferedImage draw(byte[] pixels, ImageSize size, Heatmap heatmap) {
    return blend(RgbPixels.toImage(pixels, size), heatmap);
  }

  /**
   * The picture as it is on the left, the heat map over it on the right, both enlarged to be
   * legible, a line of text below. Where Java has no fonts the line stays empty.
   *
   * @param pixels {@code [height, width, 3]} bytes
   * @param caption such as {@code "3 (98.2 %), Grad-CAM at conv4"}
   */
  public static BufferedImage sideBySide(
      byte[] pixels, ImageSize size, Heatmap heatmap, String caption) {
    int scale = Math.max(1, LEGIBLE / Math.min(size.height(), size.width()));
    BufferedImage left = enlarged(RgbPixels.toImage(pixels, size), scale);
    BufferedImage right = blend(left, heatmap);
    int width = 2 * left.getWidth() + 3 * GAP;
    BufferedImage sheet =
        new BufferedImage(width, left.getHeight() + 2 * GAP + CAPTION, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      graphics.drawImage(left, GAP, GAP, null);
      graphics.drawImage(right, left.getWidth() + 2 * GAP, GAP, null);
      write(graphics, caption, left.getHeight() + GAP + CAPTION - GAP / 2);
    } finally {
      graphics.dispose();
    }
    return sheet;
  }

  private static void write(Graphics2D graphics, String caption, int baseline) {
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
      graphics.setColor(INK);
      graphics.drawString(caption, GAP, baseline);
    } catch (LinkageError | InternalError e) {
      // A server's Java may come without fonts; the picture is worth having without a caption.
      return;
    }
  }

  private static BufferedImage blend(BufferedImage picture, Heatmap heatmap) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    Heatmap heat = heatmap.resizedTo(new ImageSize(height, width));
    float peak = heatmap.peak();
    BufferedImage blended = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = ColourMap.rgb(peak == 0 ? 0 : heat.at(y, x) / peak);
        blended.setRGB(x, y, mix(grey(picture.getRGB(x, y)), colour));
      }
    }
    return blended;
  }

  private static int mix(int grey, int colour) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mixed |= (int) Math.round((1 - HEAT) * grey + HEAT * (colour >> shift & 0xff)) << shift;
    }
    return mixed;
  }

  /** The luma of Rec. 601. */
  private static int grey(int rgb) {
    return (int)
        Math.round(0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff));
  }

  private static BufferedImage enlarged(BufferedImage image, int scale) {
    int width = image.getWidth() * scale;
    int height = image.getHeight() * scale;
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(image, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return large;
  }
}

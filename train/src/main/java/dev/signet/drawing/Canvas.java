package dev.signet.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** White paper with the few marks that drawings of networks are made of. For one thread. */
final class Canvas implements AutoCloseable {
  static final Color INK = new Color(0x1c1f23);
  static final Color FAINT = new Color(0x6a7078);

  private static final float LINE = 1.6f;
  private static final int HEAD = 5;

  private final BufferedImage image;
  private final Graphics2D graphics;

  Canvas(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setStroke(new BasicStroke(LINE));
  }

  BufferedImage image() {
    return image;
  }

  void box(int left, int top, int width, int height, Color fill) {
    graphics.setColor(fill);
    graphics.fillRoundRect(left, top, width, height, 6, 6);
    graphics.setColor(fill.darker());
    graphics.drawRoundRect(left, top, width, height, 6, 6);
  }

  void circle(int x, int y, int radius) {
    graphics.setColor(Color.WHITE);
    graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setColor(INK);
    graphics.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  void line(int fromX, int fromY, int toX, int toY) {
    graphics.setColor(INK);
    graphics.drawLine(fromX, fromY, toX, toY);
  }

  /** A line to the right or downwards, with a head. */
  void arrow(int fromX, int fromY, int toX, int toY) {
    line(fromX, fromY, toX, toY);
    int[] xs = toX > fromX ? new int[] {toX, toX - 2 * HEAD, toX - 2 * HEAD} : spread(toX);
    int[] ys = toX > fromX ? spread(toY) : new int[] {toY, toY - 2 * HEAD, toY - 2 * HEAD};
    graphics.fillPolygon(xs, ys, 3);
  }

  private static int[] spread(int tip) {
    return new int[] {tip, tip - HEAD, tip + HEAD};
  }

  /** Half an ellipse over what lies between two points of one height. */
  void arc(int left, int right, int y, int height, boolean dashed) {
    graphics.setColor(INK);
    graphics.setStroke(
        dashed
            ? new BasicStroke(
                LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0)
            : new BasicStroke(LINE));
    graphics.drawArc(left, y - height, right - left, 2 * height, 0, 180);
    graphics.setStroke(new BasicStroke(LINE));
  }

  void text(String text, int x, int baseline, Font font, Color color) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, x, baseline);
  }

  void centred(String text, int x, int baseline, Font font, Color color) {
    int width = graphics.getFontMetrics(font).stringWidth(text);
    text(text, x - width / 2, baseline, font, color);
  }

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}

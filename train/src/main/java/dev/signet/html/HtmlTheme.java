package dev.signet.html;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * The colours of a page in light and in dark, for charts that are drawn on it: those of its style
 * sheet, and lines that keep a contrast of 3:1 to the background and differ for the colour-blind
 * (Okabe and Ito, 2008; some darkened or lightened).
 */
public enum HtmlTheme {
  /** Dark on light. */
  LIGHT(0xffffff, 0x172023, 0xdde2e3),
  /** Light on dark. */
  DARK(0x181e1f, 0xe6ecec, 0x2c3537);

  private final Color card;
  private final Color ink;
  private final Color line;

  HtmlTheme(int card, int ink, int line) {
    this.card = new Color(card);
    this.ink = new Color(ink);
    this.line = new Color(line);
  }

  /** The background of tables and charts. */
  public Color card() {
    return card;
  }

  /** Text and axes. */
  public Color ink() {
    return ink;
  }

  /** Grids and borders. */
  public Color line() {
    return line;
  }

  /** Lines and bars, the most important first. */
  public List<Color> series() {
    return switch (this) {
      case LIGHT -> colors(0x0067a5, 0xc24e00, 0x00805c, 0xa8407c);
      case DARK -> colors(0x56b4e9, 0xf0a030, 0x2cc295, 0xe08fbd);
    };
  }

  private static List<Color> colors(int... rgb) {
    return Arrays.stream(rgb).mapToObj(Color::new).toList();
  }
}

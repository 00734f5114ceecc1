package dev.signet.lab.gradients;

import dev.signet.Text;
import dev.signet.drawing.ColourMap;
import dev.signet.html.HtmlTheme;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The gradients of all networks as heat maps side by side with one scale: steps to the right,
 * layers downwards from the pictures to the loss, the norm's power of ten as colour.
 */
final class GradientHeatmap {
  private static final int PANEL_WIDTH = 420;
  private static final int PANEL_HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int GAP = 60;
  private static final int BAR = 16;
  private static final int RIGHT = 110;

  private final List<GradientFlow> flows;
  private final HtmlTheme theme;
  private final double lowest;
  private final double highest;

  private GradientHeatmap(List<GradientFlow> flows, HtmlTheme theme) {
    this.flows = flows;
    this.theme = theme;
    lowest = Math.floor(extreme(true));
    highest = Math.max(lowest + 1, Math.ceil(extreme(false)));
  }

  /** Draws at most four networks, two in a row. */
  static BufferedImage draw(List<GradientFlow> flows, HtmlTheme theme) {
    GradientHeatmap heatmap = new GradientHeatmap(flows, theme);
    int rows = (flows.size() + 1) / 2;
    BufferedImage image =
        new BufferedImage(
            LEFT + 2 * PANEL_WIDTH + GAP + RIGHT,
            rows * (TOP + PANEL_HEIGHT + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(theme.card());
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      for (int i = 0; i < flows.size(); i++) {
        heatmap.panel(
            graphics,
            image,
            flows.get(i),
            LEFT + i % 2 * (PANEL_WIDTH + GAP),
            TOP + i / 2 * (TOP + PANEL_HEIGHT + GAP));
      }
      heatmap.scale(graphics, image.getWidth() - RIGHT + 24);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private double extreme(boolean low) {
    double extreme = low ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    for (GradientFlow flow : flows) {
      for (List<Double> step : flow.norms()) {
        for (double norm : step) {
          if (norm > 0 && Double.isFinite(norm)) {
            double power = Math.log10(norm);
            extreme = low ? Math.min(extreme, power) : Math.max(extreme, power);
          }
        }
      }
    }
    return Double.isFinite(extreme) ? extreme : 0;
  }

  private void panel(
      Graphics2D graphics, BufferedImage image, GradientFlow flow, int left, int top) {
    int layers = flow.layers().size();
    for (int y = 0; y < PANEL_HEIGHT; y++) {
      int layer = y * layers / PANEL_HEIGHT;
      for (int x = 0; x < PANEL_WIDTH; x++) {
        int step = x * flow.steps() / PANEL_WIDTH;
        image.setRGB(left + x, top + y, colour(flow.norms().get(step).get(layer)));
      }
    }
    graphics.setColor(theme.ink());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    graphics.drawString(flow.title(), left, top - 10);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    String last = flow.layers().get(layers - 1);
    String first = flow.layers().get(0);
    graphics.drawString(first, left - 44, top + 11);
    graphics.drawString(last, left - 44, top + PANEL_HEIGHT);
    graphics.drawString("step 0", left, top + PANEL_HEIGHT + 16);
    String end = Integer.toString(flow.steps() - 1);
    graphics.drawString(
        end,
        left + PANEL_WIDTH - graphics.getFontMetrics().stringWidth(end),
        top + PANEL_HEIGHT + 16);
  }

  private int colour(double norm) {
    return ColourMap.rgb(
        (Math.log10(Math.max(norm, Double.MIN_NORMAL)) - lowest) / (highest - lowest));
  }

  private void scale(Graphics2D graphics, int left) {
    for (int y = 0; y < PANEL_HEIGHT; y++) {
      graphics.setColor(new java.awt.Color(ColourMap.rgb(1 - (double) y / (PANEL_HEIGHT - 1))));
      graphics.fillRect(left, TOP + y, BAR, 1);
    }
    graphics.setColor(theme.ink());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int every = Math.max(1, (int) Math.ceil((highest - lowest) / 8));
    for (int power = (int) lowest; power <= highest; power += every) {
      int y = TOP + (int) Math.round((highest - power) / (highest - lowest) * (PANEL_HEIGHT - 1));
      graphics.drawString(Text.of("1e%d", power), left + BAR + 6, y + 4);
    }
  }
}

package dev.signet.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers as colours, from a dark violet over red to a light yellow. Neighbouring steps look
 * equally far apart, and lightness alone tells the order: so it can be read without seeing colours,
 * and on a black and white print. Thread-safe.
 */
public final class ColourMap {
  private static final int STEPS = 256;

  /** Points of the path before they are chosen evenly by the distance between them. */
  private static final int FINE = 4096;

  private static final double DARKEST = 0.22;
  private static final double LIGHTEST = 0.93;
  private static final double CHROMA = 0.17;
  private static final double FIRST_HUE = Math.toRadians(285);
  private static final double LAST_HUE = Math.toRadians(465); // 105, the long way over red

  private static final int[] COLOURS = evenSteps(path());

  private ColourMap() {}

  /**
   * The colour of a number.
   *
   * @param value 0 to 1; what lies outside, or is no number, has the colour of the nearer end
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(double value) {
    double clamped = Math.min(1, Math.max(0, Double.isNaN(value) ? 0 : value));
    return COLOURS[(int) Math.round(clamped * (STEPS - 1))];
  }

  private static List<Oklch> path() {
    List<Oklch> path = new ArrayList<>(FINE);
    for (int i = 0; i < FINE; i++) {
      double t = (double) i / (FINE - 1);
      double lightness = DARKEST + t * (LIGHTEST - DARKEST);
      double hue = FIRST_HUE + t * (LAST_HUE - FIRST_HUE);
      path.add(new Oklch(lightness, CHROMA, hue).onScreen());
    }
    return path;
  }

  private static int[] evenSteps(List<Oklch> path) {
    double[] way = new double[path.size()];
    for (int i = 1; i < way.length; i++) {
      way[i] = way[i - 1] + path.get(i).distanceTo(path.get(i - 1));
    }
    int[] colours = new int[STEPS];
    int at = 0;
    for (int step = 0; step < STEPS; step++) {
      double wanted = way[way.length - 1] * step / (STEPS - 1);
      while (at < way.length - 1 && way[at] < wanted) {
        at++;
      }
      colours[step] = path.get(at).rgb();
    }
    return colours;
  }
}

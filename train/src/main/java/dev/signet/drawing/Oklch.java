package dev.signet.drawing;

/**
 * A colour by lightness, chroma and hue in Oklab, a space in which equal distances look about
 * equally different (Ottosson, "A perceptual color space for image processing", 2020).
 *
 * @param lightness 0 (black) to 1 (white)
 * @param chroma 0 (grey) to about 0.32
 * @param hue in radians
 */
record Oklch(double lightness, double chroma, double hue) {
  private static final int BISECTIONS = 24;

  /** Green to red. */
  double a() {
    return chroma * Math.cos(hue);
  }

  /** Blue to yellow. */
  double b() {
    return chroma * Math.sin(hue);
  }

  /** The colour, or the most colourful one of its lightness and hue that a screen can show. */
  Oklch onScreen() {
    if (isOnScreen()) {
      return this;
    }
    double low = 0;
    double high = chroma;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (new Oklch(lightness, middle, hue).isOnScreen()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Oklch(lightness, low, hue);
  }

  /** How different two colours look. */
  double distanceTo(Oklch other) {
    return Math.sqrt(
        square(lightness - other.lightness) + square(a() - other.a()) + square(b() - other.b()));
  }

  /** {@code 0xRRGGBB} of sRGB. */
  int rgb() {
    double[] linear = linear();
    int packed = 0;
    for (double value : linear) {
      packed = packed << 8 | (int) Math.round(255 * gamma(Math.min(1, Math.max(0, value))));
    }
    return packed;
  }

  private boolean isOnScreen() {
    for (double value : linear()) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  /** Red, green and blue as amounts of light; outside of 0 to 1 no screen can show them. */
  private double[] linear() {
    double l = cube(lightness + 0.3963377774 * a() + 0.2158037573 * b());
    double m = cube(lightness - 0.1055613458 * a() - 0.0638541728 * b());
    double s = cube(lightness - 0.0894841775 * a() - 1.2914855480 * b());
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double gamma(double value) {
    return value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
  }

  private static double square(double x) {
    return x * x;
  }

  private static double cube(double x) {
    return x * x * x;
  }
}

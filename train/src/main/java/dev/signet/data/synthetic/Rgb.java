package dev.signet.data.synthetic;

/** Light or reflectance in linear red, green and blue, 0 to 1 (1 is what the sensor clips at). */
record Rgb(double red, double green, double blue) {
  static final Rgb WHITE = new Rgb(1, 1, 1);

  static Rgb grey(double level) {
    return new Rgb(level, level, level);
  }

  /** The linear colour of an sRGB colour with channels 0 to 255. */
  static Rgb ofSrgb(double red, double green, double blue) {
    return new Rgb(linear(red), linear(green), linear(blue));
  }

  /** Red (0), green (1) or blue (2). */
  double channel(int index) {
    return index == 0 ? red : index == 1 ? green : blue;
  }

  Rgb times(Rgb other) {
    return new Rgb(red * other.red, green * other.green, blue * other.blue);
  }

  Rgb times(double factor) {
    return new Rgb(red * factor, green * factor, blue * factor);
  }

  Rgb mix(Rgb other, double share) {
    return times(1 - share).plus(other.times(share));
  }

  private Rgb plus(Rgb other) {
    return new Rgb(red + other.red, green + other.green, blue + other.blue);
  }

  private static double linear(double channel) {
    return StrictMath.pow(Math.max(0, channel) / 255, 2.2);
  }
}

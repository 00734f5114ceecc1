package dev.signet.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourMapTest {
  private static double channel(int rgb, int shift) {
    double value = (rgb >> shift & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /** CIE 1976 L*, 0 to 100: another measure of lightness than the one the map is made by. */
  private static double lightness(int rgb) {
    double y = 0.2126 * channel(rgb, 16) + 0.7152 * channel(rgb, 8) + 0.0722 * channel(rgb, 0);
    return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
  }

  @Test
  void everyStepIsLighterThanTheOneBefore() {
    double before = -1;
    for (int step = 0; step <= 32; step++) {
      double lightness = lightness(ColourMap.rgb(step / 32.0));
      assertThat(lightness).as("step %d", step).isGreaterThan(before + 0.5);
      before = lightness;
    }
    assertThat(lightness(ColourMap.rgb(0))).isLessThan(20);
    assertThat(lightness(ColourMap.rgb(1))).isGreaterThan(85);
  }

  @Test
  void stepsLookEquallyFarApart() {
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (int step = 1; step <= 32; step++) {
      double distance = distance(ColourMap.rgb((step - 1) / 32.0), ColourMap.rgb(step / 32.0));
      smallest = Math.min(smallest, distance);
      largest = Math.max(largest, distance);
    }
    assertThat(largest / smallest).isLessThan(1.35);
  }

  /** In Oklab, from the bytes that are shown. */
  private static double distance(int first, int second) {
    double sum = 0;
    double[] a = oklab(first);
    double[] b = oklab(second);
    for (int i = 0; i < 3; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static double[] oklab(int rgb) {
    double r = channel(rgb, 16);
    double g = channel(rgb, 8);
    double b = channel(rgb, 0);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  @Test
  void numbersOutsideHaveTheColourOfTheNearerEnd() {
    assertThat(ColourMap.rgb(-3)).isEqualTo(ColourMap.rgb(0));
    assertThat(ColourMap.rgb(7)).isEqualTo(ColourMap.rgb(1));
    assertThat(ColourMap.rgb(Double.NaN)).isEqualTo(ColourMap.rgb(0));
  }
}

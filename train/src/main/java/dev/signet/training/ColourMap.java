package dev.signet.training;

import dev.signet.config.AugmentationConfig;
import java.util.SplittableRandom;

/**
 * One picture's random change of colours: {@code gain * (M - 1/2) + 1/2 + offset}, where M turns
 * the hues about the grey axis and stretches what is not grey (the matrices {@code hueRotate} and
 * {@code saturate} of W3C's Filter Effects, feColorMatrix), so that the brightness of a colour
 * stays.
 */
record ColourMap(double gain, double offset, double saturation, double hue) {
  private static final double[] GREY = {0.213, 0.715, 0.072};
  private static final double[][] QUARTER_TURN = {
    {-0.213, -0.715, 0.928}, {0.143, 0.140, -0.283}, {-0.787, 0.715, 0.072}
  };

  static ColourMap draw(SplittableRandom random, AugmentationConfig config) {
    double gain = 1 + symmetric(random) * config.contrast();
    double offset = symmetric(random) * config.brightness();
    double saturation = config.saturation() > 0 ? 1 + symmetric(random) * config.saturation() : 1;
    double hue = config.hue() > 0 ? symmetric(random) * config.hue() * 2 * Math.PI : 0;
    return new ColourMap(gain, offset, saturation, hue);
  }

  /** Writes the 3 x 3 matrix and the offset of each channel. */
  void into(float[] matrices, int matrix, float[] offsets, int first) {
    double along = gain * saturation * Math.cos(hue);
    double across = gain * saturation * Math.sin(hue);
    for (int to = 0; to < 3; to++) {
      for (int from = 0; from < 3; from++) {
        double grey = GREY[from];
        double colour = (to == from ? 1 : 0) - grey;
        matrices[matrix + to * 3 + from] =
            (float) (gain * grey + along * colour + across * QUARTER_TURN[to][from]);
      }
      offsets[first + to] = (float) (0.5 - 0.5 * gain + offset);
    }
  }

  private static double symmetric(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }
}

package dev.signet.training;

import static dev.signet.training.Augmenter.symmetric;

import dev.signet.config.AugmentationConfig;
import java.util.SplittableRandom;

/**
 * One picture's random change of colours: {@code gain * (M * colour - 1/2) + 1/2 + offset}, where
 * the matrix M turns the hues about the grey axis and stretches what is not grey ({@code hueRotate}
 * and {@code saturate} of W3C's Filter Effects, feColorMatrix), so that a colour stays as bright.
 *
 * @param gain of the contrast, 1 for none
 * @param offset of the brightness, as a share of white
 * @param saturation 0 is grey, 1 leaves colours as they are
 * @param hue in radians
 */
record ColourChange(double gain, double offset, double saturation, double hue) {
  private static final double[] GREY = {0.213, 0.715, 0.072};
  private static final double[][] QUARTER_TURN = {
    {-0.213, -0.715, 0.928}, {0.143, 0.140, -0.283}, {-0.787, 0.715, 0.072}
  };

  static ColourChange draw(SplittableRandom random, AugmentationConfig config) {
    double gain = 1 + symmetric(random) * config.contrast();
    double offset = symmetric(random) * config.brightness();
    double saturation = config.saturation() > 0 ? 1 + symmetric(random) * config.saturation() : 1;
    double hue = config.hue() > 0 ? symmetric(random) * config.hue() * 2 * Math.PI : 0;
    return new ColourChange(gain, offset, saturation, hue);
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
}

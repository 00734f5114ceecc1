package dev.signet.training;

import java.util.SplittableRandom;

/**
 * A part of a picture that is brought to the network's size, drawn as torchvision's {@code
 * RandomResizedCrop} does: a share of the area, a ratio of width to height from 3/4 to 4/3, and a
 * place where that fits; after ten tries that do not, the centre. (Szegedy et al., "Going Deeper
 * with Convolutions", 2015.)
 *
 * @param top rows above it
 * @param left columns left of it
 * @param height rows
 * @param width columns
 */
record CropBox(long top, long left, long height, long width) {
  private static final int TRIES = 10;
  private static final double FLATTEST = Math.log(4.0 / 3);

  /**
   * Draws one.
   *
   * @param leastArea share of the picture's area, above 0 to 1
   */
  static CropBox draw(SplittableRandom random, long height, long width, double leastArea) {
    for (int i = 0; i < TRIES; i++) {
      double area = height * width * (leastArea + (1 - leastArea) * random.nextDouble());
      double ratio = Math.exp((2 * random.nextDouble() - 1) * FLATTEST);
      long columns = Math.round(Math.sqrt(area * ratio));
      long rows = Math.round(Math.sqrt(area / ratio));
      if (columns > 0 && columns <= width && rows > 0 && rows <= height) {
        long top = random.nextLong(height - rows + 1);
        return new CropBox(top, random.nextLong(width - columns + 1), rows, columns);
      }
    }
    long columns = Math.min(width, Math.round(height * 4.0 / 3));
    long rows = Math.min(height, Math.round(width * 4.0 / 3));
    return new CropBox((height - rows) / 2, (width - columns) / 2, rows, columns);
  }

  /**
   * Puts the box between a map and the picture that it reads from.
   *
   * @param maps 2x3 matrices from output to input coordinates, both from -1 to 1
   * @param at where the picture's matrix begins
   */
  void into(float[] maps, int at, long pictureHeight, long pictureWidth) {
    row(maps, at, left, width, pictureWidth);
    row(maps, at + 3, top, height, pictureHeight);
  }

  private static void row(float[] maps, int at, long first, long count, long all) {
    float share = (float) count / all;
    maps[at] *= share;
    maps[at + 1] *= share;
    maps[at + 2] = maps[at + 2] * share + (float) (2 * first + count - all) / all;
  }
}

package dev.signet.studio.check;

import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.StoredSize;
import dev.signet.studio.project.Project;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a picture looks like from afar.
 *
 * @param pixels {@code [64, 64, 3]} bytes; none of a file that cannot be read
 * @param brightness mean of all bytes, 0 to 255
 * @param sharpness how much of the fine detail there is for the coarse; empty of small pictures,
 *     which do not tell
 * @param problem why it cannot be read
 */
record Glance(
    byte[] pixels, double brightness, Optional<Double> sharpness, Optional<String> problem) {
  static final ImageSize SIZE = new ImageSize(64, 64);

  private static final int SIDE = 64;
  private static final int CHANNELS = 3;

  /** As many times finer it is looked at, at most. */
  private static final int FINEST = 4;

  private static final int COARSER = 4;

  static Glance of(Path file) {
    try {
      int finer =
          StoredSize.of(file.toString())
              .map(it -> Math.min(it.height(), it.width()) / SIDE)
              .map(it -> Math.max(1, Math.min(FINEST, it)))
              .orElse(FINEST);
      int side = finer * SIDE;
      byte[] fine =
          new ImageDecoder(new ImageSize(side, side))
              .withMostPixels(Project.MOST_PIXELS)
              .decode(file);
      byte[] pixels = shrunk(fine, side, finer);
      long sum = 0;
      for (byte each : pixels) {
        sum += each & 255;
      }
      return new Glance(
          pixels,
          (double) sum / pixels.length,
          finer == 1 ? Optional.empty() : Optional.of(sharpness(fine, side)),
          Optional.empty());
    } catch (SignetException e) {
      return new Glance(
          new byte[0], 0, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The means of squares of {@code times} pixels a side. */
  private static byte[] shrunk(byte[] fine, int side, int times) {
    if (times == 1) {
      return fine;
    }
    int small = side / times;
    byte[] result = new byte[small * small * CHANNELS];
    for (int i = 0; i < result.length; i++) {
      int y = i / CHANNELS / small * times;
      int x = i / CHANNELS % small * times;
      int sum = 0;
      for (int row = y; row < y + times; row++) {
        for (int column = x; column < x + times; column++) {
          sum += fine[(row * side + column) * CHANNELS + i % CHANNELS] & 255;
        }
      }
      result[i] = (byte) (sum / (times * times));
    }
    return result;
  }

  /**
   * The energy of the second differences over that of the same picture at a quarter of its size,
   * where what JPEG adds is gone: of a sharp photo about 0.3, of one that is blurred by two pixels
   * of 480 about 0.03.
   */
  private static double sharpness(byte[] fine, int side) {
    byte[] coarse = shrunk(fine, side, COARSER);
    return energy(fine, side) / (energy(coarse, side / COARSER) + 1);
  }

  private static double energy(byte[] pixels, int side) {
    double sum = 0;
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        int at = y * side + x;
        int difference =
            4 * green(pixels, at)
                - green(pixels, at - 1)
                - green(pixels, at + 1)
                - green(pixels, at - side)
                - green(pixels, at + side);
        sum += (double) difference * difference;
      }
    }
    return sum / ((double) (side - 2) * (side - 2));
  }

  private static int green(byte[] pixels, int at) {
    return pixels[at * CHANNELS + 1] & 255;
  }
}

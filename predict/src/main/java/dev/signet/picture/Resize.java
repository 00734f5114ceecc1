package dev.signet.picture;

import java.util.Arrays;

/**
 * Resizes RGB pictures with an antialiased triangle filter, bit for bit as Pillow's {@code
 * resize((w, h), BILINEAR)} does, and so as torchvision's {@code Resize((h, w))} does with a
 * picture: first the rows, then the columns, in fixed-point arithmetic. Height and width are fitted
 * each on its own; the aspect is not kept.
 *
 * <p>Pillow's {@code src/libImaging/Resample.c} is the reference.
 */
public final class Resize {
  /** Bits after the point: 32 less 8 of a byte and 2 against overflow. */
  private static final int PRECISION = 32 - 8 - 2;

  private static final int HALF = 1 << (PRECISION - 1);
  private static final int CHANNELS = ImageSize.CHANNELS;

  private Resize() {}

  /** {@code pixels} of size {@code from} as a new array of size {@code to}. */
  public static byte[] toSize(byte[] pixels, ImageSize from, ImageSize to) {
    byte[] wide = pixels;
    if (from.width() != to.width()) {
      Taps taps = Taps.of(from.width(), to.width());
      wide = new byte[from.height() * to.width() * CHANNELS];
      for (int y = 0; y < from.height(); y++) {
        narrow(pixels, y * from.width() * CHANNELS, taps, wide, y * to.width() * CHANNELS);
      }
    }
    if (from.height() != to.height()) {
      wide = shorten(wide, Taps.of(from.height(), to.height()), to.width());
    }
    return wide == pixels ? pixels.clone() : wide;
  }

  /** {@code pixels} of size {@code from} as a new array of the framing's stored size. */
  public static byte[] toFrame(byte[] pixels, ImageSize from, Framing framing) {
    if (framing.keeps(from)) {
      return pixels.clone();
    }
    RowResize resize = new RowResize(from.height(), from.width(), Orientation.UPRIGHT, framing);
    int stride = from.width() * CHANNELS;
    for (int y = 0; y < from.height(); y++) {
      resize.accept(Arrays.copyOfRange(pixels, y * stride, (y + 1) * stride));
    }
    return resize.result();
  }

  /** Brings the row at {@code from} to the width of {@code taps}. */
  static void narrow(byte[] pixels, int from, Taps taps, byte[] result, int at) {
    int to = at;
    for (int x = 0; x < taps.weights.length; x++) {
      int i = from + taps.first[x] * CHANNELS;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int weight : taps.weights[x]) {
        red += (pixels[i] & 0xff) * weight;
        green += (pixels[i + 1] & 0xff) * weight;
        blue += (pixels[i + 2] & 0xff) * weight;
        i += CHANNELS;
      }
      result[to++] = clip(red);
      result[to++] = clip(green);
      result[to++] = clip(blue);
    }
  }

  /** Brings {@code pixels}, {@code [height, width, 3]}, to the height of {@code taps}. */
  static byte[] shorten(byte[] pixels, Taps taps, int width) {
    int stride = width * CHANNELS;
    byte[] result = new byte[taps.weights.length * stride];
    int[] sums = new int[stride];
    for (int y = 0; y < taps.weights.length; y++) {
      Arrays.fill(sums, HALF);
      int at = taps.first[y] * stride;
      for (int weight : taps.weights[y]) {
        for (int i = 0; i < stride; i++) {
          sums[i] += (pixels[at + i] & 0xff) * weight;
        }
        at += stride;
      }
      for (int i = 0; i < stride; i++) {
        result[y * stride + i] = clip(sums[i]);
      }
    }
    return result;
  }

  /** Sums that weighted bytes are added to and {@link #clip} rounds. */
  static int[] zeros(int size) {
    int[] sums = new int[size];
    Arrays.fill(sums, HALF);
    return sums;
  }

  static byte clip(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
  }

  /** For each place of the result: the first place of the source that counts, and the weights. */
  static final class Taps {
    final int[] first;
    final int[][] weights;

    private Taps(int size) {
      first = new int[size];
      weights = new int[size][];
    }

    /** Whether a place of the source counts. */
    boolean needs(int place) {
      int last = first.length - 1;
      return place >= first[0] && place < first[last] + weights[last].length;
    }

    static Taps of(int from, int to) {
      return of(from, 0, from, to, 0, to);
    }

    /**
     * From a part of the places, as Pillow has it for a {@code box}.
     *
     * @param begin of the part, which need not be a whole number
     * @param extent of the part in places
     * @param to what it becomes, and which places of that are wanted
     */
    static Taps of(int from, double begin, double extent, Placement.Span to) {
      return of(from, begin, extent, to.scaled(), to.first(), to.count());
    }

    private static Taps of(
        int from, double begin, double extent, int to, int firstWanted, int wanted) {
      Taps taps = new Taps(wanted);
      double scale = extent / to;
      double support = Math.max(scale, 1.0);
      for (int i = 0; i < wanted; i++) {
        double center = begin + (firstWanted + i + 0.5) * scale;
        int first = Math.max(0, (int) (center - support + 0.5));
        int count = Math.min(from, (int) (center + support + 0.5)) - first;
        double[] exact = new double[count];
        double sum = 0;
        for (int k = 0; k < count; k++) {
          exact[k] = Math.max(0, 1 - Math.abs((k + first - center + 0.5) * (1.0 / support)));
          sum += exact[k];
        }
        taps.first[i] = first;
        taps.weights[i] = new int[count];
        for (int k = 0; k < count; k++) {
          taps.weights[i][k] = (int) (0.5 + exact[k] / sum * (1 << PRECISION));
        }
      }
      return taps;
    }
  }
}

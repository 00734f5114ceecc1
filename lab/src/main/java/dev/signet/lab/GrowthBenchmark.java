package dev.signet.lab;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.BatchConfig;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.Prefetch;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.metrics.Spread;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import dev.signet.training.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an epoch's data work costs as data sets grow: a new order, and every batch gathered and
 * handed over as {@link Trainer} gets it. The pictures are copies of a few built-in ones, each with
 * bytes of its own, so that they lie in memory as different pictures would.
 */
public final class GrowthBenchmark {
  /** The fewest pictures of a data set. */
  public static final int MIN_PICTURES = 100;

  /** The most pictures of a data set. */
  public static final int MAX_PICTURES = 1_000_000;

  private static final int DRAWN = 300;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;
  // A round of a small data set has many epochs: one alone would be too short to be timed.
  private static final int PICTURES_A_ROUND = 20_000;
  private static final double ROOM = 1.5; // the collector cannot fill a heap to its last byte

  private GrowthBenchmark() {}

  /**
   * What one data set cost, as {@code bench data --growth} writes it in JSON.
   *
   * @param pictures how many
   * @param epochMs median of an epoch's data work, milliseconds
   * @param epochSpreadMs all that was measured of it
   * @param microsecondsPerPicture of the median
   * @param bytesPerPixel 3 if a pixel is three bytes
   * @param heapBytesPerPixel the same with all that lies around the pixels, as the heap shows it
   * @param heapBytes by which the heap grew: the arrays, labels, names and lists
   */
  public record Point(
      int pictures,
      double epochMs,
      Spread epochSpreadMs,
      double microsecondsPerPicture,
      double bytesPerPixel,
      double heapBytesPerPixel,
      long heapBytes) {
    /** Of what was measured; {@code pixelBytes} are those of the pictures' arrays. */
    static Point of(int pictures, long pixels, long pixelBytes, long heapBytes, Spread epoch) {
      return new Point(
          pictures,
          epoch.median(),
          epoch,
          epoch.median() * 1000 / pictures,
          (double) pixelBytes / pixels,
          (double) heapBytes / pixels,
          heapBytes);
    }
  }

  /**
   * Measures all sizes in turn, round by round.
   *
   * @param sizes pictures of each data set, {@value #MIN_PICTURES} to {@value #MAX_PICTURES}
   * @param side rows and columns of a picture
   * @return one for each size, the smallest first
   * @throws SignetException if the heap is too small for them all
   */
  public static List<Point> run(List<Integer> sizes, int side, int batchSize) {
    sizes.forEach(GrowthBenchmark::requireSize);
    requireHeap(sizes, side);
    BatchConfig batches = new BatchConfig(batchSize, true, false);
    ImageSource drawn = SyntheticSigns.generate(DRAWN, side, 0);
    List<Growing> all =
        sizes.stream().distinct().sorted().map(size -> Growing.of(drawn, size)).toList();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Growing one : all) {
        double millis = epochMillis(one.dataset, batches);
        if (round >= 0) {
          one.times.add(millis);
        }
      }
    }
    return all.stream().map(Growing::point).toList();
  }

  /** A data set and what was measured of it. */
  private record Growing(ImageSource dataset, long heapBytes, List<Double> times) {
    static Growing of(ImageSource drawn, int count) {
      long before = usedHeap();
      ImageSource copies = copies(drawn, count);
      return new Growing(copies, usedHeap() - before, new ArrayList<>());
    }

    Point point() {
      long pixels = (long) dataset.size() * dataset.pictureSize().rgbBytes() / ImageSize.CHANNELS;
      return Point.of(dataset.size(), pixels, pixelBytes(dataset), heapBytes, Spread.of(times));
    }
  }

  private static void requireSize(int size) {
    if (size < MIN_PICTURES || size > MAX_PICTURES) {
      throw new InvalidValueException(
          Text.of(
              "pictures of a data set (--growth) must be between %d and %d but were %d",
              MIN_PICTURES, MAX_PICTURES, size));
    }
  }

  private static void requireHeap(List<Integer> sizes, int side) {
    long pictures = sizes.stream().mapToLong(Integer::longValue).sum();
    double needed = ROOM * pictures * side * side * ImageSize.CHANNELS;
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new SignetException(
          Text.of(
              ("%d pictures of %d x %d need a heap of %.1f GB, but Java may use %.1f GB; set"
                  + " SIGNET_JAVA_OPTS=-Xmx%dg"),
              pictures,
              side,
              side,
              needed / 1e9,
              most / 1e9,
              (long) (needed / 1e9) + 1));
    }
  }

  private static ImageSource copies(ImageSource drawn, int count) {
    List<LabelledImage> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      LabelledImage picture = LabelledImage.of(drawn, i % drawn.size());
      images.add(new LabelledImage("copy[" + i + "]", picture.label(), picture.pixels().clone()));
    }
    return new InMemorySource("copies", drawn.pictureSize(), drawn.classes(), images);
  }

  private static double epochMillis(ImageSource dataset, BatchConfig batches) {
    int epochs = Math.max(1, PICTURES_A_ROUND / dataset.size());
    long start = System.nanoTime();
    for (int epoch = 0; epoch < epochs; epoch++) {
      pass(Batches.forTraining(dataset, batches, 0, epoch));
    }
    return (System.nanoTime() - start) / 1e6 / epochs;
  }

  private static void pass(Batches batches) {
    int seen = 0;
    try (Prefetch prefetch = Prefetch.of(batches)) {
      for (Batch batch : prefetch) {
        seen += batch.images().hasRemaining() ? 1 : 0;
      }
    }
    if (seen != batches.count()) {
      throw new IllegalStateException(
          Text.of("an epoch gave %d of %d batches", seen, batches.count()));
    }
  }

  private static long pixelBytes(ImageSource dataset) {
    long bytes = 0;
    for (int i = 0; i < dataset.size(); i++) {
      bytes += dataset.pixels(i).length;
    }
    return bytes;
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

package dev.signet.export;

import dev.signet.Text;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pictures that an export needs.
 *
 * @param calibration training pictures, for int8; empty if there are none
 * @param check pictures that both networks are asked about
 * @param name what a person would call the latter
 */
public record ExportPictures(List<Batch> calibration, List<Batch> check, String name) {
  private static final int BATCH = 16;

  public ExportPictures {
    calibration = List.copyOf(calibration);
    check = List.copyOf(check);
  }

  /**
   * Some of the pictures that a configuration names.
   *
   * @param size that they are to have
   * @param most to calibrate on, and to compare by
   */
  public static ExportPictures of(DataConfig config, InputSize size, int most) {
    DataConfig needed = config;
    if (config instanceof DataConfig.Synthetic all) { // drawing them takes a while
      int fewer = Math.max(6, most);
      needed =
          new DataConfig.Synthetic(
              Math.min(all.train(), fewer), Math.min(all.test(), fewer), all.seed());
    }
    return of(ConfiguredData.load(needed, Optional.of(size)), most);
  }

  /**
   * Some of a data set's pictures, spread evenly over it: training pictures to calibrate on, and
   * for the check others than these, from the test or validation part if there is one.
   *
   * @param most of each kind
   */
  public static ExportPictures of(DataParts parts, int most) {
    ImageSource train = parts.train();
    ImageSource check = parts.test().or(parts::validation).orElse(train);
    int[] calibration = spread(train.size(), most, 0);
    int[] checked = spread(check.size(), most, 1); // others, where train is all there is
    return new ExportPictures(
        batches(train, calibration),
        batches(check, checked),
        Text.of("%d of %s", checked.length, check.name()));
  }

  /** Noise of all brightnesses, for a model whose pictures are not at hand. */
  public static ExportPictures noise(InputSize size, int count) {
    Random random = new Random(1);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[size.height() * size.width() * size.channels()];
      double spread = 127.5 * (i + 1) / count;
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = (byte) Math.round(127.5 + (random.nextDouble() * 2 - 1) * spread);
      }
      pictures.add(pixels);
    }
    ImageSize imageSize = new ImageSize(size.height(), size.width());
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      batches.add(
          Batch.unlabelled(pictures.subList(from, Math.min(count, from + BATCH)), imageSize));
    }
    return new ExportPictures(List.of(), batches, count + " pictures of noise");
  }

  private static int[] spread(int size, int most, int offset) {
    int count = Math.min(size, most);
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * size / count + offset) % size)
        .toArray();
  }

  private static List<Batch> batches(ImageSource pictures, int[] indices) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < indices.length; from += BATCH) {
      int to = Math.min(indices.length, from + BATCH);
      batches.add(pictures.batch(Arrays.copyOfRange(indices, from, to)));
    }
    return batches;
  }
}

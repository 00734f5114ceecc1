package dev.signet.data.configured;

import dev.signet.InvalidValueException;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.OnUnreadable;
import dev.signet.data.BrokenPictures;
import dev.signet.data.DataParts;
import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.cache.Keeping;
import dev.signet.data.split.PhotoNumbers;
import dev.signet.data.split.Split;
import dev.signet.data.split.Splits;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The pictures that a configuration names. */
public final class ConfiguredData {
  /** Which groups are set aside does not change with a run's seed, so that seeds compare. */
  private static final long GROUP_SEED = 0;

  private ConfiguredData() {}

  /**
   * Opens or draws the pictures, kept as the configuration says.
   *
   * @param input the size that they are to have; without it HDF5 pictures keep their own and others
   *     have the article's, 64 x 64
   */
  public static DataParts load(DataConfig config, Optional<InputSize> input) {
    return load(config, input, DataRemarks.NONE);
  }

  /**
   * Opens or draws the pictures, kept as the configuration says.
   *
   * @param input as for {@link #load(DataConfig, Optional)}
   * @param remarks is told what was read otherwise than by the letter
   */
  public static DataParts load(DataConfig config, Optional<InputSize> input, DataRemarks remarks) {
    return load(config, input, keeping(config, remarks));
  }

  /**
   * Opens or draws the pictures, kept as the configuration says.
   *
   * @param input as for {@link #load(DataConfig, Optional)}
   * @param broken what happens to pictures that cannot be read, whatever the configuration says
   * @param remarks is told what was read otherwise than by the letter
   */
  public static DataParts load(
      DataConfig config, Optional<InputSize> input, BrokenPictures broken, DataRemarks remarks) {
    return load(config, input, keeping(config, remarks).onBroken(broken));
  }

  /**
   * Opens or draws pictures of which each is read but once or twice: none is written into a cache
   * that was not asked for.
   *
   * @param input as for {@link #load(DataConfig, Optional)}
   * @param remarks is told what was read otherwise than by the letter
   */
  public static DataParts loadOnce(
      DataConfig config, Optional<InputSize> input, DataRemarks remarks) {
    return load(config, input, keeping(config, remarks).forOnce());
  }

  private static DataParts load(DataConfig config, Optional<InputSize> input, Keeping keeping) {
    Optional<ImageSize> size = input.map(i -> new ImageSize(i.height(), i.width()));
    if (config instanceof DataConfig.Synthetic synthetic) {
      return synthetic(synthetic, size.orElse(ImageSize.ARTICLE));
    }
    if (config instanceof DataConfig.HeldOut held) {
      return withValidation(load(held.source(), input, keeping), held);
    }
    return source((DataConfig.Files) config, size).kept(keeping).load();
  }

  private static Keeping keeping(DataConfig config, DataRemarks remarks) {
    DataConfig.Reading reading = config.howRead();
    return Keeping.usual()
        .in(reading.cache())
        .onRemark(remarks)
        .onBroken(
            reading.onUnreadable() == OnUnreadable.SKIP
                ? BrokenPictures.skipping(remarks)
                : BrokenPictures.REFUSE);
  }

  /**
   * Reads or draws what a finished network is judged by: the test part, or all pictures where there
   * is but one part.
   *
   * @param input as for {@link #load(DataConfig, Optional)}
   */
  public static ImageSource loadTest(DataConfig config, Optional<InputSize> input) {
    return loadTest(config, input, DataRemarks.NONE);
  }

  /**
   * The same.
   *
   * @param remarks is told what was read otherwise than by the letter
   */
  public static ImageSource loadTest(
      DataConfig config, Optional<InputSize> input, DataRemarks remarks) {
    if (config instanceof DataConfig.Files files) {
      return source(files, input.map(i -> new ImageSize(i.height(), i.width())))
          .kept(keeping(config, remarks).forOnce())
          .loadTest();
    }
    DataParts parts = loadOnce(config, input, remarks);
    return parts.test().or(parts::validation).orElse(parts.train());
  }

  private static DataParts withValidation(DataParts parts, DataConfig.HeldOut held) {
    ImageSource train = parts.train();
    if (parts.validation().isPresent()) {
      throw new InvalidValueException(
          "%s has a validation part already; leave out --validation".formatted(train.name()));
    }
    Split split = split(train, held);
    ImageSource validation = train.subset(train.name() + " (validation)", split.heldOut());
    return new DataParts(split.kept(train), Optional.of(validation), parts.test());
  }

  private static Split split(ImageSource train, DataConfig.HeldOut held) {
    if (held.group().isPresent()) {
      return Splits.together(held.group().get(), train, held.fraction(), GROUP_SEED);
    }
    long[] numbers =
        held.numbers().isPresent()
            ? PhotoNumbers.fromCsv(Path.of(held.numbers().get()), train)
            : LongStream.range(0, train.size()).toArray();
    return Splits.byBlock(train, numbers, held.fraction());
  }

  private static DataSource source(DataConfig.Files files, Optional<ImageSize> size) {
    DataSource source = DataSource.of(Path.of(files.data()));
    if (files.testData().isPresent()) {
      source = source.withTestData(Path.of(files.testData().get()));
    }
    if (files.keys().isPresent()) {
      source = source.withKeys(files.keys().get());
    }
    if (files.labels().isPresent()) {
      source = source.withLabels(files.labels().get());
    }
    if (size.isPresent()) {
      source = source.resizedTo(size.get());
    }
    if (files.maxPixels().isPresent()) {
      source = source.withMostPixels(files.maxPixels().get());
    }
    return source;
  }

  /** Train and test pictures from one stream, so that no picture is in both. */
  private static DataParts synthetic(DataConfig.Synthetic config, ImageSize size) {
    if (size.height() != size.width()) {
      throw new InvalidValueException(
          "built-in pictures are square, but the input size (--input) was %s".formatted(size));
    }
    ImageSource all =
        SyntheticSigns.generate(config.train() + config.test(), size.height(), config.seed());
    int[] train = IntStream.range(0, config.train()).toArray();
    int[] test = IntStream.range(config.train(), all.size()).toArray();
    return new DataParts(
        all.subset("synthetic (train)", train),
        Optional.empty(),
        Optional.of(all.subset("synthetic (test)", test)));
  }
}

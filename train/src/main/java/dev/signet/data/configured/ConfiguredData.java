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
import dev.signet.data.split.Folds;
import dev.signet.data.split.Groups;
import dev.signet.data.split.PhotoNumbers;
import dev.signet.data.split.Split;
import dev.signet.data.split.Splits;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
   * The same, but pictures on disk are brought to size as suits them: {@link
   * DataSource#fittedAsSuits}. {@link ImageSource#fit} of the training part tells how.
   *
   * @param input as for {@link #load(DataConfig, Optional)}
   * @param remarks is told the choice as well
   */
  public static DataParts loadAsSuits(
      DataConfig config, Optional<InputSize> input, DataRemarks remarks) {
    return load(config, input, keeping(config, remarks), DataSource::fittedAsSuits);
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
    return load(config, input, keeping, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param change what is otherwise than the configuration says
   */
  private static DataParts load(
      DataConfig config,
      Optional<InputSize> input,
      Keeping keeping,
      UnaryOperator<DataSource> change) {
    Optional<ImageSize> size = input.map(i -> new ImageSize(i.height(), i.width()));
    if (config instanceof DataConfig.Synthetic synthetic) {
      return synthetic(synthetic, size.orElse(ImageSize.ARTICLE));
    }
    if (config instanceof DataConfig.Files files) {
      return change.apply(source(files, size)).kept(keeping).load();
    }
    return parts(load(config.root(), input, keeping, change), config);
  }

  /**
   * The parts that a configuration makes of its pictures, which are open already.
   *
   * @param whole what {@code config.root()} names
   */
  public static DataParts parts(DataParts whole, DataConfig config) {
    if (config instanceof DataConfig.HeldOut held) {
      return withValidation(parts(whole, held.source()), held);
    }
    return config instanceof DataConfig.Fold fold
        ? inFold(parts(whole, fold.source()), fold)
        : whole;
  }

  /**
   * The pictures to learn from, dealt into the folds of which a configuration means one.
   *
   * @param config a fold, or what sets a validation part aside from its rest
   */
  public static Folds folds(ImageSource train, DataConfig config) {
    return config instanceof DataConfig.HeldOut held
        ? folds(train, held.source())
        : folds(train, (DataConfig.Fold) config);
  }

  private static Folds folds(ImageSource train, DataConfig.Fold config) {
    return config.group().isPresent()
        ? Folds.byGroup(
            train, Groups.parse(config.group().get(), train), config.folds(), GROUP_SEED)
        : Folds.byBlock(train, numbers(train, config.numbers()), config.folds());
  }

  private static DataParts inFold(DataParts parts, DataConfig.Fold config) {
    ImageSource train = parts.train();
    Split split = folds(train, config).split(config.fold());
    String name =
        String.format(
            Locale.ROOT, "%s (fold %d of %d)", train.name(), config.fold(), config.folds());
    return new DataParts(
        split.kept(train), parts.validation(), Optional.of(train.subset(name, split.heldOut())));
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
    return Splits.byBlock(train, numbers(train, held.numbers()), held.fraction());
  }

  private static long[] numbers(ImageSource train, Optional<String> file) {
    return file.isPresent()
        ? PhotoNumbers.fromCsv(Path.of(file.get()), train)
        : LongStream.range(0, train.size()).toArray();
  }

  private static DataSource source(DataConfig.Files files, Optional<ImageSize> size) {
    DataSource source = DataSource.of(Path.of(files.data()));
    if (files.testData().isPresent()) {
      source = source.withTestData(Path.of(files.testData().get()));
    }
    if (files.fit().isPresent()) {
      source = source.fittedBy(files.fit().get());
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

  /** All pictures from one stream, so that none is in two parts or in two epochs. */
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
        SyntheticSigns.drawnAnew(all.subset("synthetic (train)", train), config.seed(), all.size()),
        Optional.empty(),
        Optional.of(all.subset("synthetic (test)", test)));
  }
}

package dev.signet.data.configured;

import dev.signet.SignetException;
import dev.signet.config.DataConfig;
import dev.signet.config.Fit;
import dev.signet.data.BrokenPictures;
import dev.signet.data.DataParts;
import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.MatchedClasses;
import dev.signet.data.Part;
import dev.signet.data.cache.Keeping;
import dev.signet.data.hdf5.Hdf5Files;
import dev.signet.data.hdf5.Hdf5Keys;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user means by {@code --data} and {@code --test-data}: a folder of pictures as {@link
 * dev.signet.data.folder.ImageFolder} reads it, an HDF5 file or a folder of such ({@code
 * train_signs.h5} and {@code test_signs.h5}, or one {@code train_*.h5} and one {@code test_*.h5},
 * perhaps {@code validation_*.h5}), a CSV file of paths and labels, tar shards, arrays of NumPy,
 * MNIST's files or CIFAR's. In a folder, HDF5 files count before picture folders, and those before
 * other files.
 *
 * <p>Encoded pictures come in the size asked for, else 64 x 64; those that lie there as bytes keep
 * their own size unless another is asked for.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class DataSource {
  private final Path data;
  private final @Nullable Path testData;
  private final @Nullable ImageSize size;
  private final Optional<Fit> fit;
  private final Optional<Hdf5Keys> keys;
  private final Optional<DataConfig.Labels> labels;
  private final Keeping keeping;
  private final long mostPixels;

  private DataSource(
      Path data,
      @Nullable Path testData,
      @Nullable ImageSize size,
      Optional<Fit> fit,
      Optional<Hdf5Keys> keys,
      Optional<DataConfig.Labels> labels,
      Keeping keeping,
      long mostPixels) {
    this.mostPixels = mostPixels;
    this.data = data;
    this.testData = testData;
    this.size = size;
    this.fit = fit;
    this.keys = keys;
    this.labels = labels;
    this.keeping = keeping;
  }

  /** What lies at {@code data}, a file or a folder. */
  public static DataSource of(Path data) {
    return new DataSource(
        data,
        null,
        null,
        Optional.of(Fit.SQUEEZE),
        Optional.empty(),
        Optional.empty(),
        Keeping.usual(),
        ImageDecoder.DEFAULT_PIXELS);
  }

  /** The same, with the test part from {@code other} instead. */
  public DataSource withTestData(Path other) {
    return new DataSource(data, other, size, fit, keys, labels, keeping, mostPixels);
  }

  /** The same, with all pictures in size {@code other}. */
  public DataSource resizedTo(ImageSize other) {
    return new DataSource(data, testData, other, fit, keys, labels, keeping, mostPixels);
  }

  /** The same, but pictures of another shape are brought to size in this way, not squeezed. */
  public DataSource fittedBy(Fit other) {
    return fitted(Optional.of(other));
  }

  /**
   * The same, but pictures are squeezed only if nearly all have the shape of the size already, and
   * cropped otherwise; which, and why, is remarked.
   */
  public DataSource fittedAsSuits() {
    return fitted(Optional.empty());
  }

  private DataSource fitted(Optional<Fit> other) {
    return new DataSource(data, testData, size, other, keys, labels, keeping, mostPixels);
  }

  /** The same, but with another way to deal with pictures that cannot be read. */
  public DataSource onBroken(BrokenPictures other) {
    return kept(keeping.onBroken(other));
  }

  /** The same, but the pictures are kept in this way. */
  public DataSource kept(Keeping other) {
    return new DataSource(data, testData, size, fit, keys, labels, other, mostPixels);
  }

  /**
   * The same, but HDF5 files are read by these names.
   *
   * @param written {@code PICTURES,LABELS} or {@code PICTURES,LABELS,CLASSES}: paths of data sets,
   *     in which {@code {part}} stands for {@code train}, {@code test} and {@code validation}
   * @throws dev.signet.InvalidValueException if it is neither
   */
  public DataSource withKeys(String written) {
    return new DataSource(
        data,
        testData,
        size,
        fit,
        Optional.of(Hdf5Keys.parse(written)),
        labels,
        keeping,
        mostPixels);
  }

  /** The same, but a table says of which class the pictures of {@code data} are. */
  public DataSource withLabels(DataConfig.Labels other) {
    return new DataSource(data, testData, size, fit, keys, Optional.of(other), keeping, mostPixels);
  }

  /** The same, but somebody is told what was read otherwise than by the letter. */
  public DataSource onRemark(DataRemarks other) {
    return kept(keeping.onRemark(other));
  }

  /** The same, but with picture files of up to {@code pixels}, as a decoder takes them. */
  public DataSource withMostPixels(long pixels) {
    return new DataSource(data, testData, size, fit, keys, labels, keeping, pixels);
  }

  /**
   * Opens everything, and keeps it as was said: in memory if it fits.
   *
   * @throws SignetException if something is missing or broken, the training part has pictures of
   *     fewer than two classes, or another part differs in size or has classes that it lacks
   */
  public DataParts load() {
    Map<Part, ImageSource> parts = new EnumMap<>(readParts(data, 2));
    ImageSource train = parts.get(Part.TRAIN);
    if (train == null) {
      throw new SignetException(
          "%s holds no training pictures, only a %s part; --data expects train_set_x or a folder"
                  .formatted(data, parts.keySet().iterator().next().names().get(0))
              + " train, give this one as --test-data");
    }
    requireTwoClasses(train);
    if (testData != null) {
      parts.put(Part.TEST, fittedBy(train.fit()).readOne(testData));
    }
    parts.replaceAll(
        (part, dataset) ->
            MatchedClasses.match(dataset, train.classes(), train.name(), keeping.remarks()));
    return new DataParts(
        train,
        Optional.ofNullable(parts.get(Part.VALIDATION)),
        Optional.ofNullable(parts.get(Part.TEST)));
  }

  /**
   * Reads what a finished network is judged by: the test data that was given, else the test part of
   * the data, else its only part.
   *
   * @throws SignetException if something is broken or there are several parts and none is the test
   */
  public ImageSource loadTest() {
    return readOne(testData == null ? data : testData);
  }

  /**
   * Reads what a finished network's confidence is fitted on: the validation part, else the only
   * part.
   *
   * @throws SignetException if something is broken, or there are several parts and none is for
   *     validation
   */
  public ImageSource loadValidation() {
    Map<Part, ImageSource> parts = readParts(data, 1);
    ImageSource validation = parts.get(Part.VALIDATION);
    if (validation != null) {
      return validation;
    }
    if (parts.size() > 1) {
      throw new SignetException(
          "%s has no validation part, only %s; give the pictures that you mean"
              .formatted(data, parts.keySet().stream().map(part -> part.names().get(0)).toList()));
    }
    return parts.values().iterator().next();
  }

  private ImageSource readOne(Path path) {
    Map<Part, ImageSource> parts = readParts(path, 1);
    ImageSource test = parts.get(Part.TEST);
    if (test != null) {
      return test;
    }
    if (parts.size() > 1) {
      throw new SignetException(
          "%s holds a training and a validation part, but no test part; give the one you mean"
              .formatted(path));
    }
    return parts.values().iterator().next();
  }

  private Map<Part, ImageSource> readParts(Path path, int fewestClasses) {
    if (!KindsOfData.exists(path)) {
      throw new SignetException(
          "%s does not exist; an .h5 file or a folder of pictures is expected".formatted(path));
    }
    return keeping.keep(openParts(path, fewestClasses));
  }

  /** What lies at a path, whatever kind of data it is; nothing of it is kept. */
  private Map<Part, ImageSource> openParts(Path path, int fewestClasses) {
    List<Path> named = testData == null ? List.of(data) : List.of(data, testData);
    KindsOfData kinds =
        new KindsOfData(
            new Hdf5Files(named, keys, keeping.remarks()),
            labels,
            Optional.ofNullable(size),
            fit,
            mostPixels,
            keeping.remarks());
    return kinds.openParts(path, path.equals(data), fewestClasses);
  }

  private static void requireTwoClasses(ImageSource train) {
    int[] counts = train.classCounts();
    int label = train.label(0);
    if (counts[label] == train.size()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: all %d pictures are of class %s; pictures of at least two classes are needed",
              train.name(),
              train.size(),
              train.classes().get(label)));
    }
  }
}

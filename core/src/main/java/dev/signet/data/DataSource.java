package dev.signet.data;

import dev.signet.SignetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user means by {@code --data} and {@code --test-data}: an HDF5 file in the article's
 * layout; a folder with such files ({@code train_signs.h5} and {@code test_signs.h5}, or one {@code
 * train_*.h5} and one {@code test_*.h5}, perhaps {@code validation_*.h5}); or a folder of pictures
 * as {@link ImageFolder} reads it. In a folder, such HDF5 files count before picture folders.
 *
 * <p>Pictures from folders come in the size asked for, else 64 x 64; those from HDF5 keep their own
 * size unless another is asked for.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class DataSource {
  private static final Set<String> HDF5_ENDINGS = Set.of("h5", "hdf5", "hdf", "he5");

  private final Path data;
  private final @Nullable Path testData;
  private final @Nullable ImageSize size;
  private final Optional<Hdf5Keys> keys;
  private final BrokenPictures broken;
  private final DataRemarks remarks;

  private DataSource(
      Path data,
      @Nullable Path testData,
      @Nullable ImageSize size,
      Optional<Hdf5Keys> keys,
      BrokenPictures broken,
      DataRemarks remarks) {
    this.data = data;
    this.testData = testData;
    this.size = size;
    this.keys = keys;
    this.broken = broken;
    this.remarks = remarks;
  }

  /** What lies at {@code data}, a file or a folder. */
  public static DataSource of(Path data) {
    return new DataSource(
        data, null, null, Optional.empty(), BrokenPictures.REFUSE, DataRemarks.NONE);
  }

  /** The same, with the test part from {@code other} instead. */
  public DataSource withTestData(Path other) {
    return new DataSource(data, other, size, keys, broken, remarks);
  }

  /** The same, with all pictures in size {@code other}. */
  public DataSource resizedTo(ImageSize other) {
    return new DataSource(data, testData, other, keys, broken, remarks);
  }

  /** The same, but with another way to deal with pictures in folders that cannot be read. */
  public DataSource onBroken(BrokenPictures other) {
    return new DataSource(data, testData, size, keys, other, remarks);
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
        data, testData, size, Optional.of(Hdf5Keys.parse(written)), broken, remarks);
  }

  /** The same, but somebody is told what was read otherwise than by the letter. */
  public DataSource onRemark(DataRemarks other) {
    return new DataSource(data, testData, size, keys, broken, other);
  }

  /**
   * Reads everything.
   *
   * @throws SignetException if something is missing or broken, the training part has pictures of
   *     fewer than two classes, or another part differs in size or has classes that it lacks
   */
  public DataParts load() {
    Map<Part, ImageDataset> parts = new EnumMap<>(readParts(data, 2));
    ImageDataset train = parts.get(Part.TRAIN);
    if (train == null) {
      throw new SignetException(
          "%s holds no training pictures, only a %s part; --data expects train_set_x or a folder"
                  .formatted(data, parts.keySet().iterator().next().names().get(0))
              + " train, give this one as --test-data");
    }
    requireTwoClasses(train);
    if (testData != null) {
      parts.put(Part.TEST, readOne(testData));
    }
    parts.replaceAll(
        (part, dataset) -> MatchedClasses.match(dataset, train.classes(), train.name(), remarks));
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
  public ImageDataset loadTest() {
    return readOne(testData == null ? data : testData);
  }

  /**
   * Reads what a finished network's confidence is fitted on: the validation part, else the only
   * part.
   *
   * @throws SignetException if something is broken, or there are several parts and none is for
   *     validation
   */
  public ImageDataset loadValidation() {
    Map<Part, ImageDataset> parts = readParts(data, 1);
    ImageDataset validation = parts.get(Part.VALIDATION);
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

  private ImageDataset readOne(Path path) {
    Map<Part, ImageDataset> parts = readParts(path, 1);
    ImageDataset test = parts.get(Part.TEST);
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

  private Map<Part, ImageDataset> readParts(Path path, int fewestClasses) {
    if (!Files.exists(path)) {
      throw new SignetException(
          "%s does not exist; an .h5 file or a folder of pictures is expected".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      return resized(SignsHdf5.readParts(path, reading()));
    }
    Map<Part, Path> files = Hdf5Folder.files(path, DataSource::isHdf5, remarks);
    if (!files.isEmpty()) {
      Map<Part, ImageDataset> parts = new EnumMap<>(Part.class);
      Hdf5Reading reading = reading();
      files.forEach((part, file) -> parts.put(part, partOf(part, file, reading)));
      return resized(parts);
    }
    if (PictureFiles.foldersIn(path).isEmpty()) {
      throw new SignetException(
          "%s holds no data; looked for train_*.h5 and test_*.h5, and for one folder a class, but"
                  .formatted(path)
              + " it holds "
              + Hdf5Folder.describe(path));
    }
    return ImageFolder.readParts(
        path,
        new ImageFolder.Reading(
            size == null ? ImageSize.ARTICLE : size, broken, remarks, fewestClasses));
  }

  /** A file called test_*.h5 may hold its pictures as test_set_x or, alone, under another name. */
  private static ImageDataset partOf(Part part, Path file, Hdf5Reading reading) {
    Map<Part, ImageDataset> parts = SignsHdf5.readParts(file, reading);
    ImageDataset named = parts.get(part);
    return named == null ? SignsHdf5.only(file, parts) : named;
  }

  /** A file without a list of classes is read by that of its neighbours. */
  private Hdf5Reading reading() {
    Hdf5Reading plain = new Hdf5Reading(keys, Optional.empty(), remarks);
    List<Path> files = new ArrayList<>();
    for (Path path : testData == null ? List.of(data) : List.of(data, testData)) {
      if (Files.isDirectory(path)) {
        files.addAll(Hdf5Folder.files(path, DataSource::isHdf5, DataRemarks.NONE).values());
      } else if (Files.isReadable(path)) {
        files.add(path);
      }
    }
    return files.size() < 2
        ? plain
        : plain.withClasses(
            files.stream().flatMap(file -> SignsHdf5.classes(file, plain).stream()).findFirst());
  }

  private static boolean isHdf5(Path file) {
    return HDF5_ENDINGS.contains(PictureFiles.extension(file).toLowerCase(Locale.ROOT));
  }

  private Map<Part, ImageDataset> resized(Map<Part, ImageDataset> parts) {
    ImageSize wanted = size;
    if (wanted == null) {
      return parts;
    }
    Map<Part, ImageDataset> all = new EnumMap<>(Part.class);
    parts.forEach((part, dataset) -> all.put(part, ResizedDataset.of(dataset, wanted)));
    return all;
  }

  private static void requireTwoClasses(ImageDataset train) {
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

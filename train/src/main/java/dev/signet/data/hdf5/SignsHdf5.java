package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.InOrder;
import dev.signet.data.Part;
import dev.signet.files.AtomicFile;
import dev.signet.picture.ImageSize;
import dev.signet.picture.ReadableFile;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The article's HDF5 layout: {@code train_set_x} (unsigned bytes, {@code [n, height, width, 3]}),
 * {@code train_set_y} (integers of any width, {@code [n]}) and {@code list_classes} (integers or
 * strings, {@code [k]}); the same with {@code test_}, {@code validation_} or {@code val_}. One file
 * may hold several parts. What else leaves one reading is read, too: other names, numbers, shapes
 * and labels, as {@code docs/formats.md} lists them.
 *
 * <p>Contiguous, compact and chunked storage (gzip, shuffle, lzf, fletcher32) is read. Pictures are
 * called {@code train_set_x[12]}. Every refusal is a {@link SignetException} of one line.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class SignsHdf5 {
  private static final int CHUNK_BYTES = 1 << 20;

  private static final int DEFLATE_LEVEL = 4;

  /** What an array for each pixel takes, for each byte of it. */
  private static final int BYTES_OF_NESTED = 10;

  private SignsHdf5() {}

  /**
   * Reads the one part that the file holds.
   *
   * @throws SignetException if the file cannot be read, is damaged, has another layout, or holds
   *     several parts
   */
  public static ImageSource read(Path file) {
    return only(file, readParts(file));
  }

  /** The only one of the parts of a file. */
  static ImageSource only(Path file, Map<Part, ImageSource> parts) {
    if (parts.size() > 1) {
      throw new SignetException(
          "%s holds several parts (%s); say which one"
              .formatted(
                  file,
                  String.join(", ", parts.keySet().stream().map(p -> p.names().get(0)).toList())));
    }
    return parts.values().iterator().next();
  }

  /**
   * Reads every part that the file holds, at least one, in the order of {@link Part}, into memory.
   *
   * @throws SignetException if the file cannot be read, is damaged or has another layout
   */
  public static Map<Part, ImageSource> readParts(Path file) {
    return readParts(file, Hdf5Reading.PLAIN);
  }

  static Map<Part, ImageSource> readParts(Path file, Hdf5Reading reading) {
    Map<Part, ImageSource> parts = openParts(file, reading);
    parts.replaceAll((part, source) -> InMemorySource.of(source));
    return parts;
  }

  /** The same, but every picture is read whenever it is asked for. */
  static Map<Part, ImageSource> openParts(Path file, Hdf5Reading reading) {
    return opened(
        file,
        objects -> {
          Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
          keys(file, objects, reading)
              .forEach((part, keys) -> parts.put(part, openPart(file, objects, keys, reading)));
          return parts;
        });
  }

  /** The list of classes of a file, if it has one. */
  static Optional<ClassList> classes(Path file, Hdf5Reading reading) {
    return opened(
        file,
        objects ->
            keys(file, objects, new Hdf5Reading(reading.keys(), Optional.empty(), DataRemarks.NONE))
                .values()
                .stream()
                .flatMap(keys -> classes(file, objects, keys).stream())
                .findFirst());
  }

  private static <T> T opened(Path file, Function<Hdf5Objects, T> reader) {
    ReadableFile.require(file);
    try (Hdf5Objects objects = Hdf5Objects.open(file)) {
      return reader.apply(objects);
    } catch (HdfException e) {
      throw new SignetException(
          "%s cannot be read as HDF5: %s; make sure that it is a whole .h5 file"
              .formatted(file, Hdf5Failure.words(e)),
          e);
    } catch (SignetException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // jHDF meets damaged bytes with whatever its arithmetic throws, or believes a length.
      throw new SignetException(
          "%s is damaged: its bytes make no sense as HDF5; copy or download it again"
              .formatted(file),
          e);
    }
  }

  private static Map<Part, Hdf5Keys> keys(Path file, Hdf5Objects objects, Hdf5Reading reading) {
    if (reading.keys().isEmpty()) {
      return Hdf5Names.find(file, objects, reading.remarks());
    }
    Map<Part, Hdf5Keys> parts = reading.keys().get().byPart(objects);
    if (parts.isEmpty()) {
      throw Hdf5Names.missing(file, objects, reading.keys().get().pictures());
    }
    return parts;
  }

  private static ImageSource openPart(
      Path file, Hdf5Objects objects, Hdf5Keys keys, Hdf5Reading reading) {
    Hdf5Array labels = array(file, objects, keys.labels());
    Hdf5Pictures pictures =
        new Hdf5Pictures(array(file, objects, keys.pictures()), reading.remarks());
    Optional<ClassList> list = classes(file, objects, keys);
    if (list.isEmpty() && reading.classes().isPresent()) {
      list = reading.classes();
      reading
          .remarks()
          .add("%s has no list_classes; taken from %s".formatted(file, list.get().where()));
    }
    Hdf5Labels read = Hdf5Labels.read(labels, pictures.count(), list, reading.remarks());
    return new Hdf5Source(file, keys.pictures(), pictures.open(), read);
  }

  private static Optional<ClassList> classes(Path file, Hdf5Objects objects, Hdf5Keys keys) {
    return keys.classes().map(path -> Hdf5Labels.classList(array(file, objects, path)));
  }

  private static Hdf5Array array(Path file, Hdf5Objects objects, String path) {
    return objects.array(path).orElseThrow(() -> Hdf5Names.missing(file, objects, path));
  }

  /**
   * Writes the pictures as one part, atomically: compressed, or plainly if there are too many for
   * that. Classes called 0, 1, 2, ... are written as integers, others as strings in UTF-8; labels
   * are positions in that list.
   *
   * @throws SignetException if the file cannot be written
   */
  public static void write(Path file, ImageSource dataset, Part part) {
    if (canCompress(dataset)) {
      writeCompressed(file, dataset, part);
    } else {
      writePlain(file, dataset, part);
    }
  }

  /** Whether there is memory for it: jHDF wants all pictures as nested arrays. */
  public static boolean canCompress(ImageSource dataset) {
    double bytes = 1.0 * dataset.size() * dataset.pictureSize().rgbBytes();
    return bytes * BYTES_OF_NESTED < Runtime.getRuntime().maxMemory() / 2.0;
  }

  /**
   * The same in one piece and without compression, picture by picture: as large as the pictures
   * are, and read from where it lies.
   *
   * @throws SignetException if the file cannot be written
   */
  public static void writePlain(Path file, ImageSource dataset, Part part) {
    String prefix = part.names().get(0);
    AtomicFile.writeVia(
        file,
        temporary -> {
          try (PlainHdf5Writer out = PlainHdf5Writer.create(temporary)) {
            InOrder.forEach(
                dataset,
                (index, pixels) -> {
                  try {
                    out.write(pixels);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
            ImageSize size = dataset.pictureSize();
            out.end(
                prefix + "_set_x",
                PlainHdf5Writer.Element.BYTE,
                dataset.size(),
                size.height(),
                size.width(),
                ImageSize.CHANNELS);
            int[] labels = IntStream.range(0, dataset.size()).map(dataset::label).toArray();
            out.putLabels(prefix + "_set_y", labels, dataset.classes());
            out.finish();
          }
        });
  }

  /** Chunked and compressed: shuffle, deflate {@value #DEFLATE_LEVEL}. */
  private static void writeCompressed(Path file, ImageSource dataset, Part part) {
    String prefix = part.names().get(0);
    int height = dataset.pictureSize().height();
    int width = dataset.pictureSize().width();
    int perChunk = Math.max(1, Math.min(dataset.size(), CHUNK_BYTES / (height * width * 3)));
    byte[][][][] pictures = new byte[dataset.size()][height][width][3];
    long[] labels = new long[dataset.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = dataset.label(i);
      ByteBuffer pixels = ByteBuffer.wrap(dataset.pixels(i));
      for (byte[][] row : pictures[i]) {
        for (byte[] pixel : row) {
          pixels.get(pixel);
        }
      }
    }
    AtomicFile.writeVia(
        file,
        temporary -> {
          // jHDF does not shorten a file that is there.
          Files.deleteIfExists(temporary);
          try (WritableHdfFile hdf = HdfFile.write(temporary)) {
            hdf.putDataset(
                prefix + "_set_x",
                pictures,
                DatasetCreationOptions.builder()
                    .unsigned()
                    .chunkDimensions(perChunk, height, width, 3)
                    .shuffle()
                    .deflate(DEFLATE_LEVEL)
                    .build());
            hdf.putDataset(prefix + "_set_y", labels);
            hdf.putDataset(Hdf5Names.CLASSES, ClassList.toStored(dataset.classes()));
          } catch (HdfException e) {
            throw new IOException(Hdf5Failure.words(e), e);
          }
        });
  }
}

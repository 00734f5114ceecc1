package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import dev.signet.picture.ImageSize;
import dev.signet.picture.ReadableFile;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The article's HDF5 layout: {@code train_set_x} (unsigned bytes, {@code [n, height, width, 3]}),
 * {@code train_set_y} (integers of any width, {@code [n]}) and {@code list_classes} (integers or
 * strings, {@code [k]}); the same with {@code test_}, {@code validation_} or {@code val_}. One file
 * may hold several parts.
 *
 * <p>Contiguous, compact and chunked storage (gzip, shuffle, lzf) is read. Pictures are called
 * {@code train_set_x[12]}. Every refusal is a {@link SignetException} of one line.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class SignsHdf5 {
  private static final String CLASSES = "list_classes";
  private static final int CHUNK_BYTES = 1 << 20;

  /** Deflate's limit is 1 : 1032; a chunk of nothing but zeros comes near to it. */
  private static final long MOST_COMPRESSION = 1100;

  private static final int DEFLATE_LEVEL = 4;

  private SignsHdf5() {}

  /**
   * Reads the one part that the file holds.
   *
   * @throws SignetException if the file cannot be read, is damaged, has another layout, or holds
   *     several parts
   */
  public static ImageSource read(Path file) {
    Map<Part, ImageSource> parts = readParts(file);
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
   * Reads every part that the file holds, at least one, in the order of {@link Part}.
   *
   * @throws SignetException if the file cannot be read, is damaged or has another layout
   */
  public static Map<Part, ImageSource> readParts(Path file) {
    ReadableFile.require(file);
    try (HdfFile hdf = new HdfFile(file)) {
      requireWhole(file, hdf.getHdfBackingStorage());
      return readParts(file, hdf);
    } catch (HdfException e) {
      throw new SignetException(
          "%s cannot be read as HDF5: %s; make sure that it is a whole .h5 file"
              .formatted(file, deepestMessage(e)),
          e);
    } catch (SignetException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // jHDF meets damaged bytes with whatever its arithmetic throws, or believes a length.
      throw new SignetException(
          "%s is damaged (%s); copy or download it again".formatted(file, e), e);
    }
  }

  /** A contiguous data set of a truncated file would be read as wrong bytes, silently. */
  private static void requireWhole(Path file, HdfBackingStorage storage) {
    long expected = storage.getSuperblock().getEndOfFileAddress();
    if (expected > storage.size()) {
      throw new SignetException(
          "%s is truncated: it has %,d bytes, but its header says %,d; copy or download it again"
              .formatted(file, storage.size(), expected));
    }
  }

  private static Map<Part, ImageSource> readParts(Path file, HdfFile hdf) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      for (String prefix : part.names()) {
        if (hdf.getChildren().containsKey(prefix + "_set_x")
            || hdf.getChildren().containsKey(prefix + "_set_y")) {
          if (parts.containsKey(part)) {
            throw new SignetException(
                "%s holds both validation_set_x and val_set_x; keep one".formatted(file));
          }
          parts.put(part, readPart(file, hdf, prefix));
        }
      }
    }
    if (parts.isEmpty()) {
      throw missing(file, hdf, "train_set_x");
    }
    return parts;
  }

  private static ImageSource readPart(Path file, HdfFile hdf, String prefix) {
    String picturesName = prefix + "_set_x";
    String labelsName = prefix + "_set_y";
    Dataset pictures = dataset(file, hdf, picturesName);
    Dataset labels = dataset(file, hdf, labelsName);
    Dataset classes = dataset(file, hdf, CLASSES);
    Hdf5Shape.requirePictures(file, picturesName, pictures.getDimensionsAsLong());
    requireBytes(file, picturesName, pictures);
    Hdf5Shape.requireMemory(file, picturesName, pictures.getDimensionsAsLong());
    requireStored(file, picturesName, pictures);
    int[] shape = pictures.getDimensions();
    Hdf5Shape.requireLabels(file, labelsName, labels.getDimensionsAsLong(), shape[0]);
    ClassList list = classList(file, classes);
    int[] indices = list.indices(file + ": " + labelsName, integers(file, labelsName, labels));
    byte[][] pixels = new byte[shape[0]][shape[1] * shape[2] * shape[3]];
    readPictures(pictures, pixels);
    List<LabelledImage> images =
        IntStream.range(0, shape[0])
            .mapToObj(i -> new LabelledImage(picturesName + "[" + i + "]", indices[i], pixels[i]))
            .toList();
    return new InMemorySource(
        file.toString(), new ImageSize(shape[1], shape[2]), list.names(), images);
  }

  private static Dataset dataset(Path file, HdfFile hdf, String name) {
    if (hdf.getChildren().get(name) instanceof Dataset dataset) {
      return dataset;
    }
    throw missing(file, hdf, name);
  }

  private static SignetException missing(Path file, HdfFile hdf, String name) {
    return new SignetException(
        "%s has no data set %s; it holds %s, but train_set_x, train_set_y and list_classes (or the"
                .formatted(
                    file,
                    name,
                    hdf.getChildren().isEmpty()
                        ? "nothing"
                        : String.join(", ", hdf.getChildren().keySet()))
            + " same with test_ or validation_) are expected");
  }

  private static void requireBytes(Path file, String name, Dataset pictures) {
    if (pictures.isVariableLength()) {
      throw new SignetException(
          "%s: %s holds arrays of different lengths, but pictures of one size are expected; resize"
                  .formatted(file, name)
              + " them before storing");
    }
    boolean bytes =
        pictures.getDataType() instanceof FixedPoint type
            && type.getSize() == 1
            && !type.isSigned();
    if (!bytes) {
      throw new SignetException(
          "%s: %s holds %s, but uint8 (0 to 255) is expected; store the pictures as uint8"
              .formatted(file, name, typeName(pictures)));
    }
  }

  /** Whether the file can hold what the shape says, before memory is taken for it. */
  private static void requireStored(Path file, String name, Dataset dataset) {
    if (dataset.isEmpty()) {
      throw new SignetException(
          "%s: %s was made but never filled; write the pictures again".formatted(file, name));
    }
    long stored = dataset.getHdfFile().getHdfBackingStorage().size();
    boolean fits = dataset.getSizeInBytes() / MOST_COMPRESSION <= stored;
    if (dataset instanceof ContiguousDataset contiguous) {
      fits = contiguous.getDataAddress() + dataset.getSizeInBytes() <= stored;
    } else if (dataset instanceof ChunkedDataset chunked) {
      fits &= Hdf5Shape.isSensibleChunk(chunked.getChunkDimensions());
    }
    if (!fits) {
      throw new SignetException(
          "%s is damaged: %s has shape %s, more than the file can hold; copy or download it again"
              .formatted(file, name, Hdf5Shape.describe(dataset.getDimensionsAsLong())));
    }
  }

  private static String typeName(Dataset dataset) {
    int bits = dataset.getDataType().getSize() * 8;
    if (dataset.getDataType() instanceof FixedPoint type) {
      return (type.isSigned() ? "int" : "uint") + bits;
    }
    Class<?> type = dataset.getJavaType();
    return type == float.class || type == double.class ? "float" + bits : type.getSimpleName();
  }

  private static void readPictures(Dataset dataset, byte[][] pixels) {
    if (dataset instanceof ContiguousDataset contiguous) {
      HdfBackingStorage storage = dataset.getHdfFile().getHdfBackingStorage();
      // One mapping a picture: a single one of the whole data set would end at 2 GiB.
      long address = contiguous.getDataAddress();
      long size = pixels[0].length;
      for (int i = 0; i < pixels.length; i++) {
        storage.map(address + i * size, size).get(pixels[i]);
      }
    } else if (dataset instanceof ChunkedDataset chunked) {
      ChunkedPictures grid =
          new ChunkedPictures(dataset.getDimensions(), chunked.getChunkDimensions());
      grid.forEachOffset(
          offset -> grid.copy(chunked.getDecompressedChunk(offset.clone()), offset, pixels));
    } else {
      // Compact: at most 64 KiB, so the slow road will do.
      int[] flat = (int[]) dataset.getDataFlat();
      for (int i = 0; i < flat.length; i++) {
        pixels[i / pixels[0].length][i % pixels[0].length] = (byte) flat[i];
      }
    }
  }

  private static long[] integers(Path file, String name, Dataset dataset) {
    if (!(dataset.getDataType() instanceof FixedPoint)) {
      throw new SignetException(
          "%s: %s holds %s, but integers are expected; store the labels as int64"
              .formatted(file, name, typeName(dataset)));
    }
    return IntegerArrays.toLongs(dataset.getDataFlat());
  }

  private static ClassList classList(Path file, Dataset dataset) {
    if (!Hdf5Shape.isClassList(dataset.getDimensionsAsLong()) || dataset.isEmpty()) {
      throw new SignetException(
          "%s: %s has shape %s, but a list of at least two classes ([k]) is expected"
              .formatted(file, CLASSES, Hdf5Shape.describe(dataset.getDimensionsAsLong())));
    }
    String where = file + ": " + CLASSES;
    if (dataset.getDataType() instanceof FixedPoint) {
      return ClassList.ofNumbers(where, integers(file, CLASSES, dataset));
    }
    if (dataset.getJavaType() != String.class) {
      throw new SignetException(
          "%s holds %s, but integers or strings are expected".formatted(where, typeName(dataset)));
    }
    if (dataset instanceof ContiguousDataset contiguous && !dataset.isVariableLength()) {
      return ClassList.ofNames(
          where, FixedStrings.decode(contiguous.getBuffer(), dataset.getDataType().getSize()));
    }
    return ClassList.ofNames(where, List.of((String[]) dataset.getData()));
  }

  private static String deepestMessage(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }

  /**
   * Writes the pictures as one part, chunked and compressed (shuffle, deflate {@value
   * #DEFLATE_LEVEL}), atomically. Classes called 0, 1, 2, ... are written as integers, others as
   * strings in UTF-8; labels are positions in that list.
   *
   * @throws SignetException if the file cannot be written
   */
  public static void write(Path file, ImageSource dataset, Part part) {
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
            hdf.putDataset(CLASSES, ClassList.toStored(dataset.classes()));
          } catch (HdfException e) {
            throw new IOException(deepestMessage(e), e);
          }
        });
  }
}

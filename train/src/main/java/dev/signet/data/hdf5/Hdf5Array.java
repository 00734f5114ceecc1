package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.MappedFile;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * One data set of an HDF5 file, read row by row: a row is an entry along the first axis. Its
 * attributes are not looked at.
 */
final class Hdf5Array {
  /** Deflate's limit is 1 : 1032; a chunk of nothing but zeros comes near to it. */
  private static final long MOST_COMPRESSION = 1100;

  private final Path file;
  private final String name;
  private final Dataset dataset;
  private final ObjectHeader header;

  /** Takes rows in order. */
  @FunctionalInterface
  interface Rows {
    /** A row in the file's bytes; the array may be kept. */
    void take(int row, byte[] bytes);
  }

  Hdf5Array(Path file, String name, HdfFile hdf, ObjectHeader header) {
    this.file = file;
    this.name = name;
    this.header = header;
    this.dataset = dataset(hdf, header, name);
  }

  private static Dataset dataset(HdfFile hdf, ObjectHeader header, String name) {
    HdfBackingStorage storage = hdf.getHdfBackingStorage();
    DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
    if (layout instanceof CompactDataLayoutMessage) {
      return new CompactDataset(storage, header.getAddress(), name, hdf, header) {
        @Override
        public ObjectHeader getHeader() {
          return oh;
        }
      };
    }
    if (layout instanceof ContiguousDataLayoutMessage) {
      return new ContiguousDatasetImpl(storage, header.getAddress(), name, hdf, header) {
        @Override
        public ObjectHeader getHeader() {
          return oh;
        }
      };
    }
    return Hdf5Chunks.dataset(hdf, header, name);
  }

  /** {@code FILE: NAME}, for messages. */
  String where() {
    return file + ": " + name;
  }

  Path file() {
    return file;
  }

  /** The file that holds it, another one where a link leads out of {@link #file()}. */
  Path storedIn() {
    return dataset.getHdfFile().getFileAsPath();
  }

  String name() {
    return name;
  }

  long[] shape() {
    return header.getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensionsAsLong();
  }

  DataType type() {
    return dataset.getDataType();
  }

  boolean isVariableLength() {
    return dataset.isVariableLength();
  }

  boolean isString() {
    return dataset.getJavaType() == String.class && !Hdf5Numbers.isNumeric(type());
  }

  /** Whether the elements are bytes from 0 to 255, as pictures should be. */
  boolean isUnsignedBytes() {
    return type() instanceof FixedPoint type && type.getSize() == 1 && !type.isSigned();
  }

  /** What the elements are, as numpy calls it. */
  String typeName() {
    int bits = type().getSize() * 8;
    if (type() instanceof FixedPoint fixed) {
      return (fixed.isSigned() ? "int" : "uint") + bits;
    }
    if (type() instanceof EnumDataType) {
      return "an enumeration"; // h5py's truth values are one
    }
    return type() instanceof FloatingPoint
        ? "float" + bits
        : dataset.getJavaType().getSimpleName().toLowerCase(Locale.ROOT) + "s";
  }

  /** Whether the file can hold what the shape says, before memory is taken for it. */
  void requireStored() {
    double needed = 1.0 * type().getSize();
    for (long side : shape()) {
      needed *= side;
    }
    long stored = dataset.getHdfFile().getHdfBackingStorage().size();
    boolean fits = needed / MOST_COMPRESSION <= stored && needed >= 0;
    if (dataset instanceof ContiguousDataset contiguous) {
      if (contiguous.isEmpty()) {
        throw neverFilled();
      }
      fits = contiguous.getDataAddress() + needed <= stored;
    } else if (dataset instanceof Hdf5Chunks chunks) {
      fits &=
          Hdf5Shape.isSensibleChunk(chunks.getChunkDimensions(), shape().length, type().getSize());
      if (fits) {
        requireEveryChunk(chunks);
      }
    }
    if (!fits) {
      throw new SignetException(
          "%s is damaged: %s has shape %s, more than the file can hold; copy or download it again"
              .formatted(file, name, Hdf5Shape.describe(shape())));
    }
  }

  /** What was never written would come out as the fill value: never what was meant. */
  private void requireEveryChunk(Hdf5Chunks chunks) {
    int there = chunks.lookup().size();
    double wanted = grid(chunks).count();
    if (there == 0) {
      throw neverFilled();
    }
    if (there < wanted) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %.0f chunks, but %.0f of them were never written; write them, or make it shorter",
              where(),
              wanted,
              wanted - there));
    }
  }

  private SignetException neverFilled() {
    return new SignetException(
        "%s was made but never filled; write its values again".formatted(where()));
  }

  private ChunkGrid grid(Hdf5Chunks chunks) {
    return new ChunkGrid(dimensions(), chunks.getChunkDimensions(), type().getSize());
  }

  private int[] dimensions() {
    return Arrays.stream(shape()).mapToInt(Math::toIntExact).toArray();
  }

  /** Bytes of a row. */
  int rowBytes() {
    return Math.toIntExact(
        Arrays.stream(shape()).skip(1).reduce(type().getSize(), Math::multiplyExact));
  }

  /** Reads all rows in order; {@link #requireStored()} comes first. */
  void forEachRow(Rows rows) {
    Hdf5Rows reader = rows();
    int count = dimensions()[0];
    for (int row = 0; row < count; row++) {
      byte[] bytes = new byte[rowBytes()];
      reader.read(row, ByteBuffer.wrap(bytes));
      rows.take(row, bytes);
    }
  }

  /** Rows in any order, also after the file is closed; {@link #requireStored()} comes first. */
  Hdf5Rows rows() {
    HdfFile hdf = dataset.getHdfFile();
    try {
      if (dataset instanceof ContiguousDataset contiguous) {
        long base = hdf.getHdfBackingStorage().getUserBlockSize();
        return new Hdf5Rows.Contiguous(
            MappedFile.open(storedIn()), base + contiguous.getDataAddress(), rowBytes());
      }
      return dataset instanceof Hdf5Chunks chunks
          ? new ChunkedRows(where(), MappedFile.open(storedIn()), chunks, grid(chunks))
          : new Hdf5Rows.Compact(((DatasetBase) dataset).getDataBuffer(), rowBytes());
    } catch (HdfException e) {
      throw new SignetException(
          "%s cannot be read: %s; copy or download the file again"
              .formatted(where(), Hdf5Failure.words(e)),
          e);
    }
  }

  /** All bytes of a data set that is no larger than labels are. */
  ByteBuffer bytes() {
    requireStored();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    forEachRow((row, some) -> bytes.writeBytes(some));
    return ordered(bytes.toByteArray());
  }

  /** The elements of some bytes, as an array of what Java has for their type. */
  Object elements(DataType type, ByteBuffer bytes) {
    int count = bytes.remaining() / type.getSize();
    return type.fillData(bytes, new int[] {count}, dataset.getHdfFile().getHdfBackingStorage());
  }

  ByteBuffer ordered(byte[] bytes) {
    ByteOrder order =
        Hdf5Numbers.base(type()) instanceof OrderedDataType ordered
            ? ordered.getByteOrder()
            : ByteOrder.LITTLE_ENDIAN;
    return ByteBuffer.wrap(bytes).order(order);
  }
}

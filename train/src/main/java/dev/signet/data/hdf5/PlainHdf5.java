package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.MappedFile;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HDF5 file whose data sets lie in one piece each, as {@link PlainHdf5Writer} writes them,
 * mapped into memory. Immutable and safe for use by many threads.
 *
 * @param file the whole of it
 * @param arrays the data sets by their names
 */
public record PlainHdf5(MappedFile file, Map<String, Array> arrays) {
  /**
   * A data set.
   *
   * @param address of its first byte in the file
   * @param rows along the first axis
   * @param rowBytes of each
   */
  public record Array(long address, int rows, int rowBytes) {}

  /** Copies the map. */
  public PlainHdf5 {
    arrays = Map.copyOf(arrays);
  }

  /**
   * Maps a file.
   *
   * @throws SignetException if it cannot be read, or is no whole file of this kind
   */
  public static PlainHdf5 open(Path path) {
    Map<String, Array> arrays = new TreeMap<>();
    MappedFile file = MappedFile.open(path);
    try (Hdf5Objects objects = Hdf5Objects.open(path)) {
      for (Map.Entry<String, Hdf5Array> each : objects.arrays().entrySet()) {
        Hdf5Array array = each.getValue();
        array.requireStored();
        if (array.rows() instanceof Hdf5Rows.Contiguous rows) {
          arrays.put(
              each.getKey(),
              new Array(rows.offset(), Math.toIntExact(array.shape()[0]), rows.rowBytes()));
        }
      }
    } catch (HdfException | ArithmeticException e) {
      throw new SignetException("%s is damaged; delete it".formatted(path), e);
    }
    return new PlainHdf5(file, arrays);
  }

  /**
   * A data set.
   *
   * @throws SignetException if there is none of that name
   */
  public Array array(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new SignetException("%s has no %s; delete it".formatted(file.file(), name));
    }
    return array;
  }

  /** All bytes of a small data set, the lowest of a number first. */
  public ByteBuffer bytes(String name) {
    Array array = array(name);
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.rows(), array.rowBytes()));
    file.read(array.address(), bytes, bytes.capacity());
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Puts a row where {@code into} stands, and moves it behind it. */
  public void read(Array array, int row, ByteBuffer into) {
    file.read(array.address() + (long) row * array.rowBytes(), into, array.rowBytes());
  }
}

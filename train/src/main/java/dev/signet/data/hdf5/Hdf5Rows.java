package dev.signet.data.hdf5;

import dev.signet.data.MappedFile;
import java.nio.ByteBuffer;

/**
 * The rows of a data set in any order, also when its file is closed again. Safe for use by many
 * threads.
 */
interface Hdf5Rows {
  /** Puts the bytes of a row where {@code into} stands, and moves it behind them. */
  void read(int row, ByteBuffer into);

  /** Whether reading a row takes more than a copy. */
  default boolean unpacks() {
    return false;
  }

  /** Rows one behind the other in the file. */
  record Contiguous(MappedFile file, long offset, int rowBytes) implements Hdf5Rows {
    @Override
    public void read(int row, ByteBuffer into) {
      file.read(offset + (long) row * rowBytes, into, rowBytes);
    }
  }

  /** Rows that lie in the header of their data set. */
  record Compact(ByteBuffer bytes, int rowBytes) implements Hdf5Rows {
    @Override
    public void read(int row, ByteBuffer into) {
      into.put(bytes.slice(row * rowBytes, rowBytes));
    }
  }
}

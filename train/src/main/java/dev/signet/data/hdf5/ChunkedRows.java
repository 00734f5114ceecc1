package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.data.MappedFile;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are stored in chunks. Those that lie in the same chunks are unpacked together, and the
 * last ones unpacked are kept: in their order, or nearly so, each chunk is unpacked once.
 */
final class ChunkedRows implements Hdf5Rows {
  private static final long MOST_KEPT_BYTES = 256 << 20;

  /** Of Java's heap. */
  private static final int SHARE_KEPT = 8;

  private final String where;
  private final ChunkGrid grid;
  private final StoredChunks chunks;
  private final int rowBytes;
  private final Map<Integer, Block> kept;

  ChunkedRows(String where, MappedFile file, Hdf5Chunks dataset, ChunkGrid grid) {
    this.where = where;
    this.grid = grid;
    this.chunks = StoredChunks.of(where, file, dataset, grid);
    this.rowBytes = grid.rowBytes();
    long blockBytes = Math.max(1, (long) grid.chunk()[0] * rowBytes);
    long bytes = Math.min(MOST_KEPT_BYTES, Runtime.getRuntime().maxMemory() / SHARE_KEPT);
    int most = (int) Math.max(1, bytes / blockBytes);
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Block> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public boolean unpacks() {
    return true;
  }

  @Override
  public void read(int row, ByteBuffer into) {
    int number = row / grid.chunk()[0];
    Block block;
    synchronized (kept) {
      block = kept.computeIfAbsent(number, Block::new);
    }
    into.put(block.rows()[row % grid.chunk()[0]]);
  }

  /** The rows of the chunks that begin at one row, unpacked by whoever asks first. */
  private final class Block {
    private final int first;
    private byte @Nullable [][] rows;

    Block(int number) {
      first = number * grid.chunk()[0];
    }

    synchronized byte[][] rows() {
      if (rows == null) {
        rows = unpacked();
      }
      return rows;
    }

    private byte[][] unpacked() {
      int count = Math.min(grid.chunk()[0], grid.shape()[0] - first);
      try {
        byte[][] unpacked = new byte[count][rowBytes];
        int[] number = {first / grid.chunk()[0] * grid.acrossRow()};
        grid.forEachOffset(
            first, offset -> grid.copy(chunks.unpacked(number[0]++, offset), offset, unpacked));
        return unpacked;
      } catch (OutOfMemoryError e) {
        throw new SignetException(
            Text.of(
                "%s is stored in chunks of %,d rows, which need more memory than Java has; give it more with -Xmx, or store it in smaller chunks",
                where, grid.chunk()[0]),
            e);
      }
    }
  }
}

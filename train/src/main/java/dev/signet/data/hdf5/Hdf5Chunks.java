package dev.signet.data.hdf5;

import dev.signet.SignetException;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A data set in chunks. jHDF applies all filters to all chunks and passes over checksums; a chunk
 * may have been stored without some, as lzf does where it cannot compress, and a checksum is there
 * to be looked at.
 */
interface Hdf5Chunks extends Dataset {
  /** HDF5's number of the filter that only adds a checksum. */
  int FLETCHER32 = 3;

  /** The chunks that were written, by their first index. */
  Map<ChunkOffset, Chunk> lookup();

  int[] getChunkDimensions();

  ObjectHeader getHeader();

  /** A data set whose header says that it is chunked. */
  static Dataset dataset(HdfFile hdf, ObjectHeader header, String name) {
    return header.hasMessageOfType(ChunkedDataLayoutMessage.class)
        ? new Third(hdf, header, name)
        : new Fourth(hdf, header, name);
  }

  /**
   * The bytes of a chunk as they were before the filters.
   *
   * @param where it belongs, for messages
   */
  default byte[] decoded(String where, int[] offset, int size) {
    Chunk chunk = lookup().get(new ChunkOffset(Arrays.stream(offset).asLongStream().toArray()));
    if (chunk == null) {
      throw new SignetException(
          "%s has no chunk at %s; write its values again"
              .formatted(where, Arrays.toString(offset)));
    }
    ByteBuffer stored =
        getHdfFile().getHdfBackingStorage().map(chunk.getAddress(), chunk.getSize());
    byte[] bytes = new byte[stored.remaining()];
    stored.get(bytes);
    List<FilterInfo> filters =
        getHeader().getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList();
    BitSet leftOut = chunk.getFilterMask();
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (leftOut == null || !leftOut.get(i)) {
        bytes = undo(filters.get(i), bytes, where + Arrays.toString(offset));
      }
    }
    if (bytes.length < size) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s is damaged: its chunk at %s has %d bytes, but %d are expected; copy it again",
              where,
              Arrays.toString(offset),
              bytes.length,
              size));
    }
    return bytes;
  }

  private static byte[] undo(FilterInfo filter, byte[] bytes, String where) {
    if (filter.getId() == FLETCHER32) {
      return verified(bytes, where);
    }
    try {
      return FilterManager.getPipeline(List.of(filter)).decode(bytes);
    } catch (HdfException e) {
      throw new SignetException(
          "%s cannot be unpacked: %s; store it with gzip, or copy or download the file again"
              .formatted(where, Hdf5Failure.words(e)),
          e);
    } catch (RuntimeException e) { // whatever the arithmetic of a filter throws
      throw new SignetException(
          "%s is damaged: it cannot be unpacked; copy or download the file again".formatted(where),
          e);
    }
  }

  private static byte[] verified(byte[] bytes, String where) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) {
      throw new SignetException(
          "%s is damaged: it has no checksum; copy or download the file again".formatted(where));
    }
    int stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    int computed = Fletcher32.of(bytes, length);
    if (stored != computed && stored != Fletcher32.reversed(computed)) {
      throw new SignetException(
          "%s is damaged: its checksum differs; copy or download the file again".formatted(where));
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Chunks in a B-tree of version 1. */
  final class Third extends ChunkedDatasetV3 implements Hdf5Chunks {
    private Third(HdfFile hdf, ObjectHeader header, String name) {
      super(hdf.getHdfBackingStorage(), header.getAddress(), name, hdf, header);
    }

    @Override
    public ObjectHeader getHeader() {
      return oh;
    }

    @Override
    public Map<ChunkOffset, Chunk> lookup() {
      return getChunkLookup();
    }
  }

  /** Chunks in one of the five indices of version 4. */
  final class Fourth extends ChunkedDatasetV4 implements Hdf5Chunks {
    private Fourth(HdfFile hdf, ObjectHeader header, String name) {
      super(hdf.getHdfBackingStorage(), header.getAddress(), name, hdf, header);
    }

    @Override
    public ObjectHeader getHeader() {
      return oh;
    }

    @Override
    public Map<ChunkOffset, Chunk> lookup() {
      return getChunkLookup();
    }
  }
}

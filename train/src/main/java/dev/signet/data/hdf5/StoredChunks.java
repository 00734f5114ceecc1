package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.MappedFile;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
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
 * The chunks of a data set as they are stored, in the order of the grid. jHDF applies all filters
 * to all chunks and passes over checksums; a chunk may have been stored without some, as lzf does
 * where it cannot compress, and a checksum is there to be looked at.
 *
 * @param where they belong, for messages
 * @param file that they lie in
 * @param addresses of each chunk in the file
 * @param sizes of each chunk as it is stored
 * @param leftOut bits of the filters that were not applied to each chunk
 * @param filters in the order in which they were applied
 * @param bytes of a chunk without filters
 */
@SuppressWarnings("ArrayRecordComponent") // a million chunks are no list
record StoredChunks(
    String where,
    MappedFile file,
    long[] addresses,
    int[] sizes,
    int[] leftOut,
    List<FilterInfo> filters,
    int bytes) {
  /** HDF5's number of the filter that only adds a checksum. */
  private static final int FLETCHER32 = 3;

  /** Where the chunks of the grid lie; all of them are there. */
  static StoredChunks of(String where, MappedFile file, Hdf5Chunks dataset, ChunkGrid grid) {
    Map<ChunkOffset, Chunk> lookup = dataset.lookup();
    int count = (int) grid.count();
    long base = dataset.getHdfFile().getHdfBackingStorage().getUserBlockSize();
    StoredChunks chunks =
        new StoredChunks(
            where,
            file,
            new long[count],
            new int[count],
            new int[count],
            dataset.getHeader().getMessagesOfType(FilterPipelineMessage.class).stream()
                .flatMap(message -> message.getFilters().stream())
                .toList(),
            grid.chunkBytes());
    int[] number = new int[1];
    for (int first = 0; first < grid.shape()[0]; first += grid.chunk()[0]) {
      grid.forEachOffset(
          first,
          offset -> {
            Chunk chunk =
                lookup.get(new ChunkOffset(Arrays.stream(offset).asLongStream().toArray()));
            if (chunk == null) {
              throw new SignetException(
                  "%s has no chunk at %s; write its values again"
                      .formatted(where, Arrays.toString(offset)));
            }
            BitSet mask = chunk.getFilterMask();
            chunks.addresses[number[0]] = base + chunk.getAddress();
            chunks.sizes[number[0]] = chunk.getSize();
            chunks.leftOut[number[0]] =
                mask == null || mask.isEmpty() ? 0 : (int) mask.toLongArray()[0];
            number[0]++;
          });
    }
    return chunks;
  }

  /**
   * The bytes of a chunk as they were before the filters.
   *
   * @param number of the chunk in the grid
   * @param offset its first index, for messages
   */
  byte[] unpacked(int number, int[] offset) {
    byte[] unpacked = new byte[sizes[number]];
    file.read(addresses[number], ByteBuffer.wrap(unpacked), unpacked.length);
    for (int i = filters.size() - 1; i >= 0; i--) {
      if ((leftOut[number] >>> i & 1) == 0) {
        unpacked = undo(filters.get(i), unpacked, where + Arrays.toString(offset));
      }
    }
    if (unpacked.length < bytes) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s is damaged: its chunk at %s has %d bytes, but %d are expected; copy it again",
              where,
              Arrays.toString(offset),
              unpacked.length,
              bytes));
    }
    return unpacked;
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
}

package dev.signet.data.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import java.util.Map;

/** A data set in chunks, of which jHDF keeps for itself where they lie. */
interface Hdf5Chunks extends Dataset {
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

package dev.signet.data.hdf5;

import java.util.function.Consumer;

/**
 * Where the bytes of a chunk belong. A chunk at the border of the data set reaches beyond it; what
 * lies outside is left out.
 *
 * @param shape of the data set, at least one axis
 * @param chunk the same of a chunk
 * @param element bytes of an element
 */
record ChunkGrid(int[] shape, int[] chunk, int element) {
  /** Bytes of a whole chunk. */
  int chunkBytes() {
    return (int) bytes(chunk, 0);
  }

  /** How many chunks cover the data set. */
  double count() {
    double count = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      count *= Math.ceil(1.0 * shape[axis] / chunk[axis]);
    }
    return count;
  }

  /** How many chunks lie side by side behind one row. */
  int acrossRow() {
    int count = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      count *= (shape[axis] - 1) / chunk[axis] + 1;
    }
    return count;
  }

  /** Bytes of a row of the data set. */
  int rowBytes() {
    return (int) bytes(shape, 1);
  }

  /** Calls with the first index of every chunk that begins at {@code row}. */
  void forEachOffset(int row, Consumer<int[]> consumer) {
    int[] offset = new int[shape.length];
    offset[0] = row;
    walk(1, offset, consumer);
  }

  private void walk(int axis, int[] offset, Consumer<int[]> consumer) {
    if (axis == shape.length) {
      consumer.accept(offset.clone());
      return;
    }
    for (offset[axis] = 0; offset[axis] < shape[axis]; offset[axis] += chunk[axis]) {
      walk(axis + 1, offset, consumer);
    }
  }

  /** Copies the chunk that begins at {@code offset} into its rows, one array each. */
  void copy(byte[] bytes, int[] offset, byte[][] rows) {
    int last = lastPartial();
    for (int n = 0; n < rows.length; n++) {
      copy(1, last, new Run(bytes, n, rows[n], 0), offset);
    }
  }

  /** From where to where, counted in runs along the axes so far. */
  private record Run(byte[] from, int fromIndex, byte[] to, int toIndex) {}

  private void copy(int axis, int last, Run run, int[] offset) {
    if (axis > last) { // the row as a whole
      int size = (int) bytes(chunk, 1);
      System.arraycopy(run.from, run.fromIndex * size, run.to, 0, size);
      return;
    }
    int count = Math.min(chunk[axis], shape[axis] - offset[axis]);
    int from = run.fromIndex * chunk[axis];
    int to = run.toIndex * shape[axis] + offset[axis];
    if (axis == last) {
      int size = (int) bytes(chunk, axis + 1);
      System.arraycopy(run.from, from * size, run.to, to * size, count * size);
      return;
    }
    for (int i = 0; i < count; i++) {
      copy(axis + 1, last, new Run(run.from, from + i, run.to, to + i), offset);
    }
  }

  /** The last axis that is cut; behind it bytes lie as they do in the data set. */
  private int lastPartial() {
    int axis = shape.length - 1;
    while (axis > 0 && chunk[axis] == shape[axis]) {
      axis--;
    }
    return axis;
  }

  private long bytes(int[] sides, int from) {
    long bytes = element;
    for (int axis = from; axis < sides.length; axis++) {
      bytes *= sides[axis];
    }
    return bytes;
  }
}

package dev.signet.data;

import java.util.function.Consumer;

/**
 * Where the bytes of a chunk belong. A chunk at the border of the data set reaches beyond it; what
 * lies outside is left out.
 *
 * @param shape {@code [n, height, width, channels]} of the data set
 * @param chunk the same of a chunk
 */
record ChunkedPictures(int[] shape, int[] chunk) {
  /** Calls with the first index of every chunk; the array is reused. */
  void forEachOffset(Consumer<int[]> consumer) {
    int[] offset = new int[4];
    for (offset[0] = 0; offset[0] < shape[0]; offset[0] += chunk[0]) {
      for (offset[1] = 0; offset[1] < shape[1]; offset[1] += chunk[1]) {
        for (offset[2] = 0; offset[2] < shape[2]; offset[2] += chunk[2]) {
          for (offset[3] = 0; offset[3] < shape[3]; offset[3] += chunk[3]) {
            consumer.accept(offset);
          }
        }
      }
    }
  }

  /** Copies the chunk that begins at {@code offset} into {@code pixels}, one array a picture. */
  void copy(byte[] bytes, int[] offset, byte[][] pixels) {
    int channels = Math.min(chunk[3], shape[3] - offset[3]);
    int columns = Math.min(chunk[2], shape[2] - offset[2]);
    boolean wholePixels = chunk[3] == shape[3];
    for (int n = 0; n < Math.min(chunk[0], shape[0] - offset[0]); n++) {
      for (int row = 0; row < Math.min(chunk[1], shape[1] - offset[1]); row++) {
        int from = (n * chunk[1] + row) * chunk[2] * chunk[3];
        int to = ((offset[1] + row) * shape[2] + offset[2]) * shape[3] + offset[3];
        byte[] picture = pixels[offset[0] + n];
        if (wholePixels) {
          System.arraycopy(bytes, from, picture, to, columns * channels);
        } else {
          for (int column = 0; column < columns; column++) {
            System.arraycopy(
                bytes, from + column * chunk[3], picture, to + column * shape[3], channels);
          }
        }
      }
    }
  }
}

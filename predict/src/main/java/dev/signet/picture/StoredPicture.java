package dev.signet.picture;

import java.io.IOException;

/**
 * A picture as it lies in its file, before it is turned and resized. It is decoded in bands of
 * rows, so that the memory is bounded, not the picture; most pictures are one band. For one thread.
 */
interface StoredPicture extends AutoCloseable {
  /** Rows, at least 1, known before anything is decoded. */
  int height();

  /** Columns, at least 1. */
  int width();

  /** Rows of the picture before its decoder reduced it. */
  default int wholeHeight() {
    return height();
  }

  /** Columns of the picture before its decoder reduced it. */
  default int wholeWidth() {
    return width();
  }

  /** Rows that the picture fills: of one that its decoder has reduced, the last may be a part. */
  default double filledHeight() {
    return height();
  }

  /** Columns that it fills. */
  default double filledWidth() {
    return width();
  }

  /** Decodes the rows {@code top} to {@code top + rows}; bands are asked for from top to bottom. */
  RgbRow band(int top, int rows) throws IOException;

  @Override
  default void close() {}
}

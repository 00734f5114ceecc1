package dev.signet.picture;

import java.io.IOException;

/** Gives a picture's rows, one at a time. */
@FunctionalInterface
interface RgbRow {
  /**
   * Copies a row.
   *
   * @param y counted from the first row that is at hand
   * @param row where it goes: unsigned bytes, {@code [width, 3]}
   */
  void read(int y, byte[] row) throws IOException;
}

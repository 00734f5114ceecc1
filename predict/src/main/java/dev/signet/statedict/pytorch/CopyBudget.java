package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;

/**
 * How many bytes may still be copied while a file is read: as many as it has, once. Tensors that
 * are views can stand for far more elements than the file holds.
 */
final class CopyBudget {
  private static final long SMALLEST = 1 << 16;

  private final FileBytes file;
  private long left;

  CopyBudget(FileBytes file) {
    this.file = file;
    this.left = Math.max(file.size(), SMALLEST);
  }

  void spend(long count, int size, String place) {
    if (count > Math.min(left, Integer.MAX_VALUE) / size) {
      throw file.malformed(
          place,
          Text.of(
              "unfolds to %d elements of %d bytes, but the file has only %d bytes, of which %d may still be unfolded; expected contiguous tensors",
              count, size, file.size(), left));
    }
    left -= count * size;
  }
}

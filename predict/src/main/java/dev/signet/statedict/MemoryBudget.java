package dev.signet.statedict;

import dev.signet.Text;

/**
 * How much memory may still be taken to read a file, beside its own bytes: as much as the file is
 * large, and a few megabytes at least, since objects are larger than what describes them. A crafted
 * file cannot make more of itself.
 *
 * <p>The readers tell it what they are about to make, in bytes, estimated on the safe side, and
 * refuse the file when it says no. For use by one thread.
 */
public final class MemoryBudget {
  /** What a file may take however small it is. */
  static final long LEAST = 16L << 20;

  private final FileBytes file;
  private final long total;
  private long left;

  /** The budget for one reading of a file. */
  public MemoryBudget(FileBytes file) {
    this.file = file;
    total = Math.max(LEAST, file.size());
    left = total;
  }

  /** Takes memory, in bytes: false if that is too much. */
  public boolean take(long bytes) {
    left -= bytes;
    return left >= 0;
  }

  /** The complaint that it was too much. */
  public MalformedFileException exceeded(String place) {
    return file.malformed(
        place,
        Text.of(
            "would take more than %d bytes of memory, the most for a file of %d bytes; expected weights, which are as large as their file",
            total, file.size()));
  }
}

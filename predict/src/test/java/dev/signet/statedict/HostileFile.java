package dev.signet.statedict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A file that is out to do harm, made by a test so that it need not be kept.
 *
 * @param trick what is wrong with it
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostileFile(String trick, byte[] bytes) {
  @Override
  public String toString() {
    return trick;
  }

  /** A sound file, cut off at nine places. */
  static List<HostileFile> cuts(String format, byte[] whole) {
    int length = whole.length;
    return IntStream.of(0, 1, 7, 8, 9, length / 4, length / 2, length - 17, length - 1)
        .mapToObj(
            size ->
                new HostileFile(
                    String.format(Locale.ROOT, "%s cut after %d bytes", format, size),
                    Arrays.copyOf(whole, size)))
        .toList();
  }
}

package dev.signet.data;

import dev.signet.SignetException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All pictures of a source, one after the other. Slow ones are read ahead on all processors, a few
 * megabytes at a time, so that the pass needs no memory for more. Thread-safe: it keeps no state.
 */
public final class InOrder {
  private static final int AHEAD_BYTES = 16 << 20;
  private static final int MOST_AHEAD = 256;

  private InOrder() {}

  /** Takes the pictures in their order, on the thread that asked. */
  @FunctionalInterface
  public interface Pictures {
    /** A picture as {@link ImageSource#pixels} gives it. */
    void take(int index, byte[] pixels);
  }

  /** Takes what was said of a picture that cannot be read, when its turn comes. */
  @FunctionalInterface
  public interface Unreadable {
    /** Goes on without it if it returns. */
    void take(int index, UnreadablePictureException problem);
  }

  /**
   * Reads every picture once.
   *
   * @throws SignetException if one cannot be read
   */
  public static void forEach(ImageSource source, Pictures pictures) {
    forEach(
        source,
        pictures,
        (index, problem) -> {
          throw problem;
        });
  }

  /**
   * Reads every picture once.
   *
   * @param unreadable decides about those that cannot be read
   * @throws SignetException if more than single pictures cannot be read
   */
  public static void forEach(ImageSource source, Pictures pictures, Unreadable unreadable) {
    int some =
        source.readsSlowly()
            ? Math.max(1, Math.min(MOST_AHEAD, AHEAD_BYTES / source.pictureSize().rgbBytes()))
            : 1;
    for (int first = 0; first < source.size(); first += some) {
      Read[] ahead = read(source, first, Math.min(some, source.size() - first));
      for (int i = 0; i < ahead.length; i++) {
        if (ahead[i].problem() == null) {
          pictures.take(first + i, ahead[i].pixels());
        } else if (ahead[i].problem() instanceof UnreadablePictureException one) {
          unreadable.take(first + i, one);
        } else {
          throw ahead[i].problem();
        }
      }
    }
  }

  private record Read(byte[] pixels, @Nullable SignetException problem) {}

  private static Read[] read(ImageSource source, int first, int count) {
    IntStream indices = IntStream.range(first, first + count);
    return (count > 1 ? indices.parallel() : indices)
        .mapToObj(
            index -> {
              try {
                return new Read(source.pixels(index), null);
              } catch (SignetException e) {
                return new Read(new byte[0], e);
              }
            })
        .toArray(Read[]::new);
  }
}

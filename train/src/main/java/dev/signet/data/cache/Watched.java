package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.data.UnreadablePictureException;
import dev.signet.data.View;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Pictures that are read anew in every epoch, each compared by its checksum with what it was when
 * it was read first: one that has changed, or is gone, ends the run instead of changing it.
 */
final class Watched extends View {
  private static final int NOT_YET = 0;

  private final AtomicIntegerArray sums;
  private final List<String> unreadable;

  Watched(ImageSource source, AtomicIntegerArray sums, List<String> unreadable) {
    super(source);
    this.sums = sums;
    this.unreadable = List.copyOf(unreadable);
  }

  /** Pictures of which none was read yet. */
  static Watched unread(ImageSource source) {
    return new Watched(source, new AtomicIntegerArray(source.size()), List.of());
  }

  /** What stands for a checksum, any but 0. */
  static int mark(int sum) {
    return sum == NOT_YET ? 1 : sum;
  }

  @Override
  public List<String> unreadable() {
    return unreadable;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    int from = into.position();
    try {
      source.read(index, into);
    } catch (UnreadablePictureException e) {
      throw sums.get(index) == NOT_YET ? e : gone(e);
    }
    compare(index, PictureSum.of(into, from));
  }

  @Override
  public byte[] pixels(int index) {
    byte[] pixels = new byte[pictureSize().rgbBytes()];
    read(index, ByteBuffer.wrap(pixels));
    return pixels;
  }

  private void compare(int index, int sum) {
    int mark = mark(sum);
    int first = sums.compareAndExchange(index, NOT_YET, mark);
    if (first != NOT_YET && first != mark) {
      throw new SignetException(
          "%s is another picture than when it was read first; nothing goes on with it, what was saved is kept: put the first one back, or begin anew"
              .formatted(id(index)));
    }
  }

  private static SignetException gone(UnreadablePictureException e) {
    return new SignetException(
        "%s; it was there when it was read first, and nothing goes on without it, what was saved is kept"
            .formatted(e.getMessage()),
        e);
  }
}

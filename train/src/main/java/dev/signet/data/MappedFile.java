package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A file of any length in the address space: what is read is copied from the system's cache of the
 * file, without a call of the system, and takes none of Java's heap. (A channel would be closed by
 * an interrupt of whoever reads.)
 *
 * <p>Safe for use by many threads. The mapping lasts until it is garbage.
 */
public final class MappedFile {
  private static final int SEGMENT_BITS = 30;
  private static final long SEGMENT = 1L << SEGMENT_BITS;

  private final Path file;
  private final long size;
  private final MappedByteBuffer[] segments;

  private MappedFile(Path file, long size, MappedByteBuffer[] segments) {
    this.file = file;
    this.size = size;
    this.segments = segments;
  }

  /**
   * Maps a file as it is now.
   *
   * @throws SignetException if it cannot be read
   */
  public static MappedFile open(Path file) {
    ReadableFile.require(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      MappedByteBuffer[] segments =
          new MappedByteBuffer[Math.toIntExact((size + SEGMENT - 1) >>> SEGMENT_BITS)];
      for (int i = 0; i < segments.length; i++) {
        long from = i * SEGMENT;
        segments[i] =
            channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(SEGMENT, size - from));
      }
      return new MappedFile(file, size, segments);
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be read: %s; check the disk".formatted(file, Reason.of(e)), e);
    }
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Bytes of the file when it was mapped. */
  public long size() {
    return size;
  }

  /**
   * Copies bytes of the file to where {@code into} stands, and moves it behind them.
   *
   * @throws SignetException if the file does not reach so far, or not any more
   */
  public void read(long offset, ByteBuffer into, int length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, but %,d are read from byte %,d on; copy or download it again",
              file,
              size,
              length,
              offset));
    }
    try {
      long from = offset;
      int left = length;
      while (left > 0) {
        MappedByteBuffer segment = segments[(int) (from >>> SEGMENT_BITS)];
        int within = (int) (from & (SEGMENT - 1));
        int some = Math.min(left, segment.capacity() - within);
        into.put(into.position(), segment, within, some).position(into.position() + some);
        from += some;
        left -= some;
      }
    } catch (InternalError e) { // what becomes of a page that is no longer there
      throw new SignetException(
          "%s became shorter while it was read, or its disk fails; put it back".formatted(file), e);
    }
  }
}

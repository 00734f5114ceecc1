package dev.signet.statedict;

import dev.signet.SignetException;
import dev.signet.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bytes of a file, for the readers of its format: every slice is checked against the file's
 * size. Files from 1 MiB on are mapped, not read: nothing is copied, and the system brings in what
 * is looked at. While its arrays are in use such a file may be replaced, as {@link
 * dev.signet.files.AtomicFile} does, but must not be cut or overwritten in place.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class FileBytes {
  private static final long MAPPED_FROM = 1L << 20;

  /** A window starts at each multiple of this and reaches to the end of the next step. */
  private static final long STEP = 1L << 30;

  private final Path file;
  private final long size;
  private final List<ByteBuffer> windows;

  private FileBytes(Path file, long size, List<ByteBuffer> windows) {
    this.file = file;
    this.size = size;
    this.windows = windows;
  }

  /**
   * Opens a file; nothing is left to close.
   *
   * @throws SignetException if it cannot be read
   */
  public static FileBytes open(Path file) {
    if (Files.isDirectory(file)) {
      throw new SignetException("cannot read %s: it is a folder, not a file".formatted(file));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      return new FileBytes(file, size, windows(channel, size));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Bytes that are in memory already, such as those that were sent.
   *
   * @param name what to call them in messages
   * @param bytes the file's content, from its position to its limit; not copied
   */
  public static FileBytes of(Path name, ByteBuffer bytes) {
    return new FileBytes(name, bytes.remaining(), List.of(bytes.slice().asReadOnlyBuffer()));
  }

  private static List<ByteBuffer> windows(FileChannel channel, long size) throws IOException {
    return size < MAPPED_FROM ? List.of(readAll(channel, (int) size)) : mapAll(channel, size);
  }

  private static ByteBuffer readAll(FileChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  private static List<ByteBuffer> mapAll(FileChannel channel, long size) throws IOException {
    List<ByteBuffer> windows = new ArrayList<>();
    for (long start = 0; start < size; start += STEP) {
      windows.add(channel.map(MapMode.READ_ONLY, start, Math.min(size - start, Integer.MAX_VALUE)));
    }
    return windows;
  }

  private static SignetException unreadable(Path file, IOException e) {
    String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new SignetException("cannot read %s: %s".formatted(file, reason), e);
  }

  /** The file, as the caller named it. */
  public Path file() {
    return file;
  }

  /** The file's size in bytes. */
  public long size() {
    return size;
  }

  /**
   * A read-only little-endian view of a part of the file, not a copy.
   *
   * @param offset its first byte
   * @param length its size in bytes
   * @param place what it is, for the message
   * @throws MalformedFileException if the part is not inside the file or larger than 2 GB
   */
  public ByteBuffer slice(long offset, long length, String place) {
    return slice(offset, length, () -> place);
  }

  /** The same where the place costs something to tell. */
  public ByteBuffer slice(long offset, long length, Supplier<String> place) {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw malformed(
          place.get(),
          Text.of(
              "should be %d bytes at offset %d, but the file has %d bytes", length, offset, size));
    }
    if (length > Integer.MAX_VALUE) {
      throw malformed(
          place.get(),
          Text.of("has %d bytes; at most 2147483647 (2 GB) can be read at once", length));
    }
    ByteBuffer bytes;
    if (length == 0) {
      bytes = ByteBuffer.allocate(0);
    } else if (windows.size() == 1) {
      bytes = windows.get(0).slice((int) offset, (int) length);
    } else if (length < STEP) {
      bytes = windows.get((int) (offset / STEP)).slice((int) (offset % STEP), (int) length);
    } else {
      bytes = map(offset, length);
    }
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Refuses files of formats that people take for weights: compressed ones, web pages.
   *
   * @throws MalformedFileException if it is one; the message says what to do
   */
  public void requireNoOtherFormat() {
    OtherFormat.of(this)
        .ifPresent(
            format -> {
              throw format.refusal(this);
            });
  }

  /** A complaint about this file; see {@link MalformedFileException}. */
  public MalformedFileException malformed(String place, String problem) {
    return new MalformedFileException(file, place, problem);
  }

  private ByteBuffer map(long offset, long length) {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, offset, length);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}

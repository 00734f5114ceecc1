package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.picture.ReadableFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What a gzip file holds, which can be read from its beginning only. Thread-safe: no state. */
public final class GzipBytes {
  private static final int BUFFER = 1 << 16;

  private GzipBytes() {}

  /** Whether a file is called so. */
  public static boolean isOne(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") || name.endsWith(".tgz");
  }

  /**
   * All of it, unpacked into Java's heap.
   *
   * @throws SignetException if it is cut off, damaged or holds more than the heap does
   */
  public static byte[] unpack(Path file) {
    ReadableFile.require(file);
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw damaged(file, e);
    } catch (OutOfMemoryError e) {
      throw new SignetException(
          "%s holds more than Java's heap; unpack it (gunzip), then it is mapped".formatted(file),
          e);
    }
  }

  /** A stream of it, which the caller closes. */
  public static InputStream open(Path file) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER);
  }

  /** What to say when the stream fails. */
  public static SignetException damaged(Path file, IOException e) {
    return new SignetException(
        "%s is %s; copy or download it again"
            .formatted(
                file, e instanceof EOFException ? "cut off" : "damaged (" + e.getMessage() + ")"),
        e);
  }
}

package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** Size and time of a file in one number. Thread-safe: it keeps no state. */
public final class FileStamp {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private FileStamp() {}

  /**
   * The number, another one after the file was written or replaced.
   *
   * @throws SignetException if there is no such file
   */
  public static long of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) * ODD + attributes.size();
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be looked at: %s; put it back".formatted(file, Reason.of(e)), e);
    }
  }
}

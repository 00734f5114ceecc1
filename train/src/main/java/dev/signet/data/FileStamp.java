package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** Size and times of a file in one number. Thread-safe: it keeps no state. */
public final class FileStamp {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private FileStamp() {}

  /**
   * The number, another one after the file was written or replaced. Where the system has it, the
   * time of the last change of the file's entry counts, too: nobody sets that back.
   *
   * @throws SignetException if there is no such file
   */
  public static long of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long stamp = nanos(attributes.lastModifiedTime()) * ODD + attributes.size();
      return file.getFileSystem().supportedFileAttributeViews().contains("unix")
          ? stamp * ODD + nanos((FileTime) Files.getAttribute(file, "unix:ctime"))
          : stamp;
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be looked at: %s; put it back".formatted(file, Reason.of(e)), e);
    }
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}

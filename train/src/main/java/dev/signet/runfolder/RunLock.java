package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.files.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a run's folder. The operating system holds the lock, so it goes
 * with the process, however that ends: the file {@code .lock} that stays behind locks nothing. On a
 * file system without locks there is none. Safe for use by many threads.
 */
public final class RunLock implements AutoCloseable {
  /** Of the file, which stays behind. */
  static final String NAME = ".lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks the folder until {@link #close}.
   *
   * @throws SignetException if another training is using it
   */
  public static RunLock acquire(RunFolder folder) {
    Path file = folder.path().resolve(NAME);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw inUse(folder, file);
        }
        sign(channel);
        return new RunLock(channel);
      } catch (RuntimeException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(0, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // this very process
    }
  }

  /** For the person who wonders; nothing reads it but the message below. */
  private static void sign(FileChannel channel) throws IOException {
    byte[] text = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0).write(ByteBuffer.wrap(text), 0);
  }

  private static SignetException inUse(RunFolder folder, Path file) {
    return new SignetException(
        "%s is in use by another training%s; wait for its end or choose another folder (--out)"
            .formatted(folder.path(), holder(file)));
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.isEmpty() ? "" : ", process " + pid;
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close(); // and the lock with it
    } catch (IOException e) {
      throw new SignetException("the lock of the run cannot be released: " + Reason.of(e), e);
    }
  }
}

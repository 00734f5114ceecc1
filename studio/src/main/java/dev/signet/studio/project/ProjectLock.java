package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.files.WriteFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second studio out of a project. The operating system holds the lock, so it goes with the
 * process; on a file system without locks there is none.
 */
final class ProjectLock implements AutoCloseable {
  private final FileChannel channel;

  private ProjectLock(FileChannel channel) {
    this.channel = channel;
  }

  static ProjectLock acquire(Path hidden) {
    Path file = hidden.resolve("lock");
    try {
      Files.createDirectories(hidden);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new SignetException(
            "%s is open in another studio; use that one's page, or end it first"
                .formatted(hidden.getParent()));
      }
      return new ProjectLock(channel);
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SignetException("the project cannot be closed: " + Reason.of(e), e);
    }
  }
}

package dev.signet.listeners;

import dev.signet.files.WriteFailure;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that does not fill the disk: at a size it is renamed to {@code NAME.1}, what was there
 * to {@code NAME.2} and so on, and the oldest is deleted. Lines are appended to what there is. Not
 * safe for use by several threads or processes.
 */
public final class RotatingLog implements AutoCloseable {
  private final Path file;
  private final long mostBytes;
  private final int mostFiles;
  private Writer writer;
  private long bytes;

  /**
   * A log.
   *
   * @param mostBytes size from which a new file is begun
   * @param mostFiles how many there are at most, the one that is written counted
   * @throws dev.signet.SignetException if it cannot be opened
   */
  public RotatingLog(Path file, long mostBytes, int mostFiles) {
    this.file = file;
    this.mostBytes = mostBytes;
    this.mostFiles = mostFiles;
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      writer = open(file);
      bytes = Files.size(file);
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  private static Writer open(Path file) throws IOException {
    return Files.newBufferedWriter(
        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Appends a line; it is on the disk's queue when the call returns. */
  public void line(String text) {
    try {
      if (bytes >= mostBytes) {
        rotate();
      }
      writer.write(text + "\n");
      writer.flush();
      bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  private void rotate() throws IOException {
    writer.close();
    for (int i = mostFiles - 1; i > 0; i--) {
      Path from = i == 1 ? file : numbered(i - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(file); // with one file there is nowhere to move it
    writer = open(file);
    bytes = 0;
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }
}

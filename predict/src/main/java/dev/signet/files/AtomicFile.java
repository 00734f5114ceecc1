package dev.signet.files;

import dev.signet.SignetException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file as a whole or not at all: into a temporary file in the same folder, forced to the
 * disk, then moved onto its name. Whoever reads the name sees the old content or the new, never a
 * part; after a failure the old content is still there and the temporary file is not.
 *
 * <p>Missing folders on the way are made. A symbolic link is followed. Devices and pipes ({@code
 * /dev/null}) are written directly. An interrupt does not disturb the writing.
 *
 * <p>Safe for use by many threads; of several writers of one name the last to finish wins.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes {@code target} through a buffered stream; {@code content} may close it or leave it open.
   *
   * @throws SignetException if the file cannot be written: {@code cannot write X: reason; advice}
   */
  public static void write(Path target, IoConsumer<? super OutputStream> content) {
    writeVia(target, file -> stream(file, content));
  }

  /** Writes a text, UTF-8; otherwise the same. */
  public static void write(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void stream(Path file, IoConsumer<? super OutputStream> content)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16)) {
      content.accept(out);
    }
  }

  /**
   * Writes a text without forcing it to the disk, which takes time: for what is written again in a
   * moment. After a power cut neither the old nor the new content may be there.
   *
   * @throws SignetException if the file cannot be written: {@code cannot write X: reason; advice}
   */
  public static void writeForNow(Path target, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeVia(target, file -> stream(file, out -> out.write(bytes)), false);
  }

  /**
   * Writes {@code target} by a library that wants a file name: {@code content} gets the (existing,
   * empty) temporary file.
   *
   * @throws SignetException if the file cannot be written: {@code cannot write X: reason; advice}
   */
  public static void writeVia(Path target, IoConsumer<? super Path> content) {
    writeVia(target, content, true);
  }

  private static void writeVia(Path target, IoConsumer<? super Path> content, boolean force) {
    try {
      if (Files.isDirectory(target)) {
        throw new SignetException(
            "cannot write %s: it is a folder; give the name of a file".formatted(target));
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        content.accept(target);
      } else {
        replace(
            Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), content, force);
      }
    } catch (IOException e) {
      throw WriteFailure.describe(target, e);
    } catch (UncheckedIOException e) {
      throw WriteFailure.describe(target, Objects.requireNonNull(e.getCause()));
    }
  }

  private static void replace(Path target, IoConsumer<? super Path> content, boolean force)
      throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("it is the root of the file system");
    }
    // createDirectories refuses a symbolic link to a folder, so ask first.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path temporary = TemporaryFiles.nameFor(target, ThreadLocalRandom.current().nextLong());
    // Not Files.createTempFile: its files are readable by nobody else, and the target would be too.
    Files.createFile(temporary);
    try {
      content.accept(temporary);
      if (force) {
        force(temporary);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (force) {
      forceFolder(folder);
    }
  }

  private static void force(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getFD().sync();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the new name survive a power cut, where the system lets a folder be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows and some network file systems cannot; the file itself is already on the disk.
      return;
    }
  }
}

package dev.signet.data.tar;

import dev.signet.SignetException;
import dev.signet.data.FileStamp;
import dev.signet.data.GzipBytes;
import dev.signet.data.MappedFile;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/**
 * One archive, mapped, with the places of its pictures and their labels.
 *
 * @param file as the user knows it
 * @param stamp changes when it does
 * @param bytes of the plain archive
 * @param samples in the order of the archive
 */
record Shard(Path file, long stamp, MappedFile bytes, List<Sample> samples) {
  /** An archive ends in two blocks of zeros. */
  private static final int END = 1024;

  /** Reads the archive's headers and labels. */
  static Shard open(Path file) {
    ReadableFile.require(file);
    long stamp = FileStamp.of(file);
    if (!GzipBytes.isOne(file)) {
      return open(file, stamp, file);
    }
    try {
      Path plain = Files.createTempFile("signet-shard-", ".tar");
      plain.toFile().deleteOnExit();
      try (InputStream in = GzipBytes.open(file)) {
        Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        Files.deleteIfExists(plain);
        throw GzipBytes.damaged(file, e);
      }
      return open(file, stamp, plain);
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be unpacked: %s; make room for it or unpack it yourself (gunzip)"
              .formatted(file, Reason.of(e)),
          e);
    }
  }

  private static Shard open(Path file, long stamp, Path plain) {
    MappedFile bytes = MappedFile.open(plain);
    requireEnd(file, bytes);
    SampleReader samples = new SampleReader(file, bytes);
    try (TarFile tar = new TarFile(plain)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (entry.isFile()) {
          samples.add(entry.getName(), entry.getDataOffset(), entry.getSize());
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw cutOff(file, e);
    }
    return new Shard(file, stamp, bytes, samples.finish());
  }

  private static void requireEnd(Path file, MappedFile bytes) {
    byte[] end = new byte[END];
    if (bytes.size() >= END) {
      bytes.read(bytes.size() - END, ByteBuffer.wrap(end), END);
    }
    if (bytes.size() < END || !Arrays.equals(end, new byte[END])) {
      throw cutOff(file, null);
    }
  }

  private static SignetException cutOff(Path file, @Nullable Exception cause) {
    return new SignetException(
        "%s is cut off or damaged: it does not end as a tar archive does; copy or download it again"
            .formatted(file),
        cause);
  }

  /** The bytes of an entry as text. */
  static String text(MappedFile bytes, long offset, int length) {
    byte[] text = new byte[length];
    bytes.read(offset, ByteBuffer.wrap(text), length);
    return new String(text, StandardCharsets.UTF_8);
  }
}

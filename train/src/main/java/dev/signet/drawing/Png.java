package dev.signet.drawing;

import dev.signet.files.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG. Thread-safe: it keeps no state. */
public final class Png {
  private Png() {}

  /**
   * Writes a file, as a whole or not at all.
   *
   * @throws dev.signet.SignetException if it cannot be written
   */
  public static void write(BufferedImage picture, Path file) {
    AtomicFile.write(file, out -> encode(picture, out));
  }

  /** The file's bytes, for an answer over the network or a page that holds its pictures. */
  public static byte[] bytes(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encode(picture, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static void encode(BufferedImage picture, OutputStream out) throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(picture, "png", stream)) {
        throw new IOException("this Java has no writer for PNG");
      }
    }
  }
}

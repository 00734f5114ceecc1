package dev.signet.data;

import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of picture files for tests. */
public final class PictureFolder {
  private PictureFolder() {}

  /** So many PNG pictures of noise on a colour, in classes {@code a}, {@code b}, ... in turn. */
  public static Path write(Path folder, int count, int side, int classes) {
    return write(folder, count, side, side, classes);
  }

  /** The same, but they need not be square. */
  public static Path write(Path folder, int count, int height, int width, int classes) {
    ImageSize size = new ImageSize(height, width);
    for (int i = 0; i < count; i++) {
      draw(folder.resolve((char) ('a' + i % classes) + "/" + i + ".png"), size, i, i % classes);
    }
    return folder;
  }

  /** One of them. */
  public static void draw(Path file, int side, long seed, int colour) {
    draw(file, new ImageSize(side, side), seed, colour);
  }

  /** The same, but it need not be square. */
  public static void draw(Path file, ImageSize size, long seed, int colour) {
    Random random = new Random(seed);
    byte[] pixels = new byte[size.rgbBytes()];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (byte) (40 + 150 * (colour >> at % 3 & 1) + random.nextInt(40));
    }
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(RgbPixels.toImage(pixels, size), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

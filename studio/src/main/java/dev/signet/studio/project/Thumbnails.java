package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.picture.StoredSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;

/**
 * Pictures as a page shows them: decoded as for a training, and written anew as small JPEGs, so
 * that nothing of a file reaches a browser but its pixels. Safe for use by many threads.
 */
public final class Thumbnails {
  /** The longest side that there is. */
  public static final int LONGEST = 1600;

  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

  /**
   * A picture as a JPEG.
   *
   * @param longest its longer side, pixels, 16 to {@link #LONGEST}; smaller pictures stay as they
   *     are
   */
  public byte[] of(Path file, int longest) {
    cores.acquireUninterruptibly(); // decoding is arithmetic: more at a time would be no faster
    try {
      ImageSize stored = StoredSize.of(file.toString()).orElse(new ImageSize(longest, longest));
      ImageSize size = within(stored, longest);
      byte[] pixels = new ImageDecoder(size).withMostPixels(Project.MOST_PIXELS).decode(file);
      return jpeg(RgbPixels.toImage(pixels, size));
    } catch (SignetException e) {
      throw new ProjectException(Sentence.UNREADABLE, String.valueOf(e.getMessage()));
    } finally {
      cores.release();
    }
  }

  private static ImageSize within(ImageSize stored, int longest) {
    double scale = Math.min(1, (double) longest / Math.max(stored.height(), stored.width()));
    return new ImageSize(
        Math.max(1, (int) Math.round(stored.height() * scale)),
        Math.max(1, (int) Math.round(stored.width() * scale)));
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new SignetException("a picture cannot be written as JPEG", e);
    }
    return out.toByteArray();
  }
}

package dev.signet.lab;

import dev.signet.SignetException;
import dev.signet.data.folder.ImageFolder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.Resize;
import dev.signet.picture.RgbPixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ImageFolder} is measured against: {@code ImageIO.read}, one picture after the other,
 * and the same resizing. It checks nothing: not the file's size, nor its end, nor its orientation.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class ImageIoBaseline {
  private ImageIoBaseline() {}

  /**
   * Reads the files in their order: unsigned bytes {@code [height, width, 3]} each.
   *
   * @throws SignetException if one cannot be read
   */
  public static List<byte[]> read(List<Path> files, ImageSize size) {
    List<byte[]> pictures = new ArrayList<>(files.size());
    for (Path file : files) {
      BufferedImage image = read(file);
      ImageSize stored = new ImageSize(image.getHeight(), image.getWidth());
      pictures.add(Resize.toSize(RgbPixels.of(image), stored, size));
    }
    return pictures;
  }

  private static BufferedImage read(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw unreadable(file, "no reader for it", null);
      }
      return image;
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static SignetException unreadable(
      Path file, @Nullable String reason, @Nullable Exception cause) {
    return new SignetException(
        "%s cannot be read by plain ImageIO: %s; leave it out of the measurement"
            .formatted(file, reason),
        cause);
  }
}

package dev.signet.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The size of a picture in its file, read from its header alone. Thread-safe: it keeps no state.
 */
public final class StoredSize {
  /**
   * As much of a file as tells its format, and the size of those that ImageIO is not asked about.
   */
  private static final int HEAD = 30;

  private static final int WEBP_HEAD = 26;

  private StoredSize() {}

  /** Empty if a picture's id is not the path of a picture file. */
  public static Optional<ImageSize> of(String id) {
    if (id.endsWith("]")) { // a place in an HDF5 file, or a drawing
      return Optional.empty();
    }
    try {
      Path file = Path.of(id);
      return Files.isRegularFile(file) ? read(file) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Empty if the bytes are not those of a picture file. */
  public static Optional<ImageSize> of(byte[] file) {
    try {
      return read(Arrays.copyOf(file, Math.min(HEAD, file.length)), () -> new BytesInput(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ImageSize> read(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    return read(head, () -> ImageIO.createImageInputStream(file.toFile()));
  }

  /** Opens what was looked into once more. */
  private interface Opening {
    ImageInputStream open() throws IOException;
  }

  private static Optional<ImageSize> read(byte[] head, Opening whole) throws IOException {
    Optional<PictureFormat> format = PictureFormat.of(head);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    return switch (format.get()) {
      case GIF -> little(head, 6) == 0 ? Optional.empty() : size(little(head, 8), little(head, 6));
      case WEBP -> ofWebp(head);
      case BMP, JPEG, PNG, TIFF -> ofImageIo(whole, format.get());
    };
  }

  private static Optional<ImageSize> ofImageIo(Opening whole, PictureFormat format)
      throws IOException {
    ImageReader reader = ImageIoPicture.reader(format);
    try (ImageInputStream stream = whole.open()) {
      reader.setInput(stream, true, true);
      return size(reader.getHeight(0), reader.getWidth(0));
    } catch (RuntimeException e) {
      return Optional.empty(); // what a damaged header makes of a reader
    } finally {
      reader.dispose();
    }
  }

  /** Of the three kinds of first chunk: the canvas, lossless, lossy. */
  private static Optional<ImageSize> ofWebp(byte[] head) {
    if (head.length < WEBP_HEAD) {
      return Optional.empty();
    }
    return switch (head[15]) {
      case 'X' ->
          size(
              1 + (little(head, 27) | little(head, 28) >> 8 << 16),
              1 + (little(head, 24) | little(head, 25) >> 8 << 16));
      case 'L' -> {
        int bits = little(head, 21) | little(head, 23) << 16;
        yield size(1 + (bits >> 14 & 0x3fff), 1 + (bits & 0x3fff));
      }
      default -> size(little(head, 28) & 0x3fff, little(head, 26) & 0x3fff);
    };
  }

  private static Optional<ImageSize> size(int height, int width) {
    boolean sensible = height > 0 && width > 0 && (long) height * width <= ImageSize.MOST_STORED;
    return sensible ? Optional.of(new ImageSize(height, width)) : Optional.empty();
  }

  private static int little(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8) : 0;
  }
}

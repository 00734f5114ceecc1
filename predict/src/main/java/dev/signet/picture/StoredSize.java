package dev.signet.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The size of a picture in its file, read from its header alone. Thread-safe: it keeps no state.
 */
public final class StoredSize {
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

  private static Optional<ImageSize> read(Path file) throws IOException {
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return Optional.of(new ImageSize(reader.getHeight(0), reader.getWidth(0)));
      } finally {
        reader.dispose();
      }
    }
  }
}

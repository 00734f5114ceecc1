package dev.signet.lab;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.data.ImageSource;
import dev.signet.data.folder.ImageFolder;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A data set as JPEG files in a new temporary folder with one folder a class, as {@link
 * ImageFolder} reads them; closing it deletes them. Not safe for use by several threads.
 */
public final class JpegFolder implements AutoCloseable {
  private final Path path;

  private JpegFolder(Path path) {
    this.path = path;
  }

  /**
   * Writes the pictures with the quality that ImageIO takes by itself, 0.75.
   *
   * @throws SignetException if there is no room for them
   */
  public static JpegFolder write(ImageSource dataset) {
    try {
      JpegFolder folder = new JpegFolder(Files.createTempDirectory("signet-jpeg-"));
      try {
        folder.fill(dataset);
      } catch (IOException e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new SignetException(
          "cannot write pictures into the temporary folder: %s; make room there"
              .formatted(Reason.of(e)),
          e);
    }
  }

  private void fill(ImageSource dataset) throws IOException {
    for (String name : dataset.classes()) {
      Files.createDirectory(path.resolve(name));
    }
    for (int i = 0; i < dataset.size(); i++) {
      Path file =
          path.resolve(dataset.classes().get(dataset.label(i))).resolve(Text.of("%06d.jpg", i));
      if (!ImageIO.write(dataset.toImage(i), "jpeg", file.toFile())) {
        throw new IOException("this Java has no writer for JPEG");
      }
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Deletes what was written; what cannot be deleted stays. */
  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      // The system clears its temporary folder itself.
      return;
    }
  }
}

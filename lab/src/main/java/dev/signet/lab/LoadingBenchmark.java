package dev.signet.lab;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.folder.ImageFolder;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How fast pictures are read, decoded and resized: as training does it, against plain ImageIO on
 * one thread, in turn.
 */
public final class LoadingBenchmark {
  private LoadingBenchmark() {}

  /**
   * What came out.
   *
   * @param times milliseconds for all pictures
   * @param pictures how many there are, in all parts
   * @param train the training part
   */
  public record Result(Comparison times, int pictures, ImageSource train) {
    /** Pictures that are loaded in a second. */
    public double picturesPerSecond() {
      return pictures / times.signetMs() * 1000;
    }

    /** Of the pictures in memory. */
    public double bytesPerPixel() {
      return (double) train.pixels(0).length * ImageSize.CHANNELS / train.pictureSize().rgbBytes();
    }
  }

  /**
   * Measures. The files are in the operating system's cache: they were read before.
   *
   * @param folder a folder with one folder a class, or one such folder a part
   * @param size that the pictures are resized to
   * @param rounds that count, at least 1
   */
  public static Result run(Path folder, ImageSize size, int rounds) {
    Map<Part, ImageSource> parts = ImageFolder.readParts(folder, size);
    List<Path> files = new ArrayList<>();
    for (ImageSource part : parts.values()) {
      for (int i = 0; i < part.size(); i++) {
        files.add(Path.of(part.id(i)));
      }
    }
    Comparison times =
        Comparison.alternate(
            round -> ImageIoBaseline.read(files, size),
            round -> ImageFolder.readParts(folder, size),
            rounds);
    return new Result(times, files.size(), Objects.requireNonNull(parts.get(Part.TRAIN)));
  }
}

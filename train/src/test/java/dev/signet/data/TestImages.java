package dev.signet.data;

import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Small data sets and where the committed fixtures lie. */
public final class TestImages {
  private TestImages() {}

  /** A file made by one of the scripts in train/src/test/fixtures. */
  public static Path fixture(String name) {
    return Path.of("src/test/resources/dev/signet/data", name);
  }

  /**
   * {@code labels.length} pictures of 4 x 3, each of one colour, with ids {@code p0}, {@code p1}.
   */
  public static ImageSource dataset(int... labels) {
    int classes = Math.max(2, Arrays.stream(labels).max().orElse(0) + 1);
    return named(
        IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
        IntStream.range(0, labels.length).mapToObj(i -> "p" + i).toList(),
        labels);
  }

  public static ImageSource named(List<String> classes, List<String> ids, int... labels) {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      byte[] pixels = new byte[4 * 3 * 3];
      Arrays.fill(pixels, (byte) (200 + i));
      images.add(new LabelledImage(ids.get(i), labels[i], pixels));
    }
    return new InMemorySource("test", new ImageSize(4, 3), classes, images);
  }
}

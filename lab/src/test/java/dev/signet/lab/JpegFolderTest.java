package dev.signet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.data.folder.ImageFolder;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures as JPEG files, and plain ImageIO, which reads them as {@link ImageFolder} does. */
class JpegFolderTest {
  private final ImageSource drawn = SyntheticSigns.generate(12, 40, 0);

  @Test
  void isReadAsAFolderOfClassesAndGoneWhenClosed() {
    Path path;
    try (JpegFolder folder = JpegFolder.write(drawn)) {
      path = folder.path();
      ImageSource read = ImageFolder.read(path, new ImageSize(40, 40));
      assertThat(read.classes()).isEqualTo(drawn.classes());
      assertThat(read.classCounts()).isEqualTo(drawn.classCounts());
      byte[] original = drawn.pixels(indexOfLabel(0));
      assertThat(meanDifference(read.pixels(0), original)).isLessThan(12);
    }
    assertThat(Files.exists(path)).isFalse();
  }

  @Test
  void plainImageIoReadsTheSameBytes() {
    ImageSize size = new ImageSize(24, 32);
    try (JpegFolder folder = JpegFolder.write(drawn)) {
      ImageSource expected = ImageFolder.read(folder.path(), size);
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < expected.size(); i++) {
        files.add(Path.of(expected.id(i)));
      }
      List<byte[]> actual = ImageIoBaseline.read(files, size);
      assertThat(actual).hasSize(12);
      for (int i = 0; i < actual.size(); i++) {
        assertThat(actual.get(i)).as(files.get(i).toString()).isEqualTo(expected.pixels(i));
      }
    }
  }

  @Test
  void plainImageIoNamesAFileThatItCannotRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "no picture");
    assertThatThrownBy(() -> ImageIoBaseline.read(List.of(file), new ImageSize(8, 8)))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("a.jpg cannot be read by plain ImageIO: no reader for it");
  }

  private int indexOfLabel(int label) {
    int index = 0;
    while (drawn.label(index) != label) {
      index++;
    }
    return index;
  }

  private static double meanDifference(byte[] one, byte[] two) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xff) - (two[i] & 0xff));
    }
    return (double) sum / one.length;
  }
}

package dev.signet.data.numpy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.picture.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFilesTest {
  @TempDir Path folder;

  /** An array as NumPy saves it. */
  private static byte[] npy(String type, String shape, int... bytes) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length() + 1);
    out.write(0);
    out.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
    for (int each : bytes) {
      out.write(each);
    }
    return out.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void greyPlanesAndPixelsBecomePixels() throws IOException {
    write("x_train.npy", npy("|u1", "2, 1, 2", 1, 2, 3, 4));
    write("y_train.npy", npy("<i8", "2,", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    write("images-test.npy", npy("|u1", "1, 3, 1, 2", 1, 2, 3, 4, 5, 6));
    write("labels-test.npy", npy(">i2", "1, 1", 0, 1));
    write("val_images.npy", npy("|u1", "1, 1, 2, 3", 1, 2, 3, 4, 5, 6));
    write("val_labels.npy", npy("<U3", "1,", '1', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    Map<Part, ImageSource> parts = NumpyFiles.openParts(folder);
    ImageSource train = requireNonNull(parts.get(Part.TRAIN));
    assertThat(train.pictureSize()).isEqualTo(new ImageSize(1, 2));
    assertThat(train.pixels(1)).containsExactly(3, 3, 3, 4, 4, 4);
    assertThat(train.label(0)).isEqualTo(1);
    assertThat(train.classes()).containsExactly("0", "1");
    assertThat(requireNonNull(parts.get(Part.TEST)).pixels(0)).containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(requireNonNull(parts.get(Part.TEST)).label(0)).isEqualTo(1);
    assertThat(requireNonNull(parts.get(Part.VALIDATION)).pixels(0))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(requireNonNull(parts.get(Part.VALIDATION)).classes()).containsExactly("1");
    assertThat(NumpyFiles.openParts(folder.resolve("x_train.npy"))).containsOnlyKeys(Part.TRAIN);
  }

  @Test
  void anArchiveNamesItsClasses() throws IOException {
    Path file = archive(npy("|u1", "2, 1, 1, 1", 7, 8));
    ImageSource train = requireNonNull(NumpyFiles.openParts(file).get(Part.TRAIN));
    assertThat(train.classes()).containsExactly("no", "yes");
    assertThat(train.id(1)).isEqualTo(file + ": images[1]");
    assertThat(train.pixels(1)).containsExactly(8, 8, 8);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));
    assertThatThrownBy(() -> NumpyFiles.openParts(file))
        .hasMessageStartingWith(file + " cannot be read as .npz: ");
  }

  private Path archive(byte[] pictures) throws IOException {
    Path file = folder.resolve("set.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("images.npy"));
      zip.write(pictures);
      zip.putNextEntry(new ZipEntry("labels.npy"));
      zip.write(npy("|b1", "2,", 0, 1));
      zip.putNextEntry(new ZipEntry("classes.npy"));
      zip.write(npy("|S3", "2,", 'n', 'o', 0, 'y', 'e', 's'));
    }
    return file;
  }

  @Test
  void refusalsSayWhichArrayAndWhatIsExpected() throws IOException {
    Path x = write("x.npy", npy("|u1", "2, 1, 1", 1, 2));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(
            folder
                + ": pictures of the train part have no labels beside them, such as y_train; it"
                + " holds x |u1 [2, 1, 1]");
    Path y = write("y.npy", npy("|i1", "3,", 0, 1, 0));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(y + " has shape [3], but there are 2 pictures; one label each is expected");
    write("y.npy", npy("|i1", "2,", 0, 255));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(y + " holds the label -1; labels from 0 to the number of classes are expected");
    write("y.npy", npy("<f4", "1,", 0, 0, 0, 0));
    write("x.npy", npy("|u1", "1, 1, 1", 1));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(y + " holds <f4 [1]; labels are expected as whole numbers or words");
    write("x.npy", npy("<f4", "1, 1, 1", 0, 0, 0, 0));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(
            x
                + " holds <f4 [1, 1, 1], but pictures are expected as uint8; store"
                + " (255 * x).astype('uint8') or x.astype('uint8')");
    write("x.npy", npy("|u1", "2, 1, 1", 1));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(
            x
                + " has 1 bytes of numbers, but its header (|u1, shape [2, 1, 1]) promises 2; save"
                + " it again");
    write("x.npy", npy("|O", "2,", 1));
    assertThatThrownBy(() -> NumpyFiles.openParts(folder)).hasMessageStartingWith(x + " ");
    write("x.npy", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> NumpyFiles.openParts(folder))
        .hasMessage(x + " is not an array that NumPy saved: its first bytes are others");
  }
}

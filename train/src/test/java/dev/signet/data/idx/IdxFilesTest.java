package dev.signet.data.idx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {
  private static final byte[] PICTURES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40
  };
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 3, 1};

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes);
    }
    return file;
  }

  @Test
  void plainAndPackedFilesAreReadAsGreyPictures() throws IOException {
    Path pictures = write("train-images-idx3-ubyte", PICTURES);
    write("train-labels-idx1-ubyte", LABELS);
    write("t10k-images-idx3-ubyte.gz", PICTURES);
    write("t10k-labels-idx1-ubyte.gz", LABELS);
    Map<Part, ImageSource> parts = IdxFiles.openParts(folder);
    assertThat(parts).containsOnlyKeys(Part.TRAIN, Part.TEST);
    for (ImageSource part : parts.values()) {
      assertThat(part.pixels(1)).containsExactly(30, 30, 30, 40, 40, 40);
      assertThat(part.classes()).containsExactly("0", "1", "2", "3");
      assertThat(part.label(0)).isEqualTo(3);
    }
    assertThat(requireNonNull(IdxFiles.openParts(pictures).get(Part.TRAIN)).id(1))
        .isEqualTo("train-images-idx3-ubyte[1]");
  }

  @Test
  void refusalsNameTheFile() throws IOException {
    Path pictures = write("train-images-idx3-ubyte", PICTURES);
    assertThatThrownBy(() -> IdxFiles.openParts(folder))
        .hasMessage(
            pictures
                + " has no file of labels beside it; train-labels-idx1-ubyte or the same with .gz"
                + " is expected");
    Path labels = write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 3});
    assertThatThrownBy(() -> IdxFiles.openParts(folder))
        .hasMessage(
            "%s has shape [1], but %s holds 2 pictures; one label each is expected"
                .formatted(labels, pictures));
    write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 3});
    assertThatThrownBy(() -> IdxFiles.openParts(folder))
        .hasMessage(
            labels
                + " has 9 bytes, but its header (shape [2]) promises 10; copy or download it"
                + " again");
    write("train-labels-idx1-ubyte", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> IdxFiles.openParts(folder))
        .hasMessage(
            labels
                + " is not an idx file of bytes; its first bytes are no header as MNIST's files"
                + " have it");
    Files.delete(labels);
    Path packed = write("train-labels-idx1-ubyte.gz", LABELS);
    Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 15));
    assertThatThrownBy(() -> IdxFiles.openParts(folder))
        .hasMessage(packed + " is cut off; copy or download it again");
  }
}

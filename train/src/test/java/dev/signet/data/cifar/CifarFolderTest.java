package dev.signet.data.cifar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFolderTest {
  @TempDir Path folder;

  /** Records whose first red, green and blue are 1, 2 and 3, and the label's bytes. */
  private static byte[] records(int labelBytes, int... labels) {
    int record = labelBytes + 3072;
    byte[] bytes = new byte[labels.length * record];
    for (int i = 0; i < labels.length; i++) {
      int at = i * record + labelBytes;
      bytes[at - 1] = (byte) labels[i];
      for (int channel = 0; channel < 3; channel++) {
        bytes[at + channel * 1024] = (byte) (channel + 1);
      }
    }
    return bytes;
  }

  @Test
  void batchesAreOnePartAndPlanesBecomePixels() throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), records(1, 1, 0));
    Files.write(folder.resolve("data_batch_2.bin"), records(1, 1));
    Files.write(folder.resolve("test_batch.bin"), records(1, 0));
    Files.writeString(folder.resolve("batches.meta.txt"), "airplane\nautomobile\n\n");
    Map<Part, ImageSource> parts = CifarFolder.openParts(folder);
    ImageSource train = requireNonNull(parts.get(Part.TRAIN));
    assertThat(train.size()).isEqualTo(3);
    assertThat(train.classes()).containsExactly("airplane", "automobile");
    assertThat(train.label(2)).isEqualTo(1);
    assertThat(train.pixels(2)).startsWith(1, 2, 3, 0).hasSize(3072);
    assertThat(requireNonNull(parts.get(Part.TEST)).size()).isEqualTo(1);
  }

  @Test
  void ofAHundredClassesTheFineLabelsCount() throws IOException {
    Files.write(folder.resolve("train.bin"), records(2, 2, 0, 1));
    Files.writeString(folder.resolve("fine_label_names.txt"), "apple\nbaby\nbear\n");
    ImageSource train = requireNonNull(CifarFolder.openParts(folder).get(Part.TRAIN));
    assertThat(train.label(0)).isEqualTo(2);
    assertThat(train.pixels(1)).startsWith(1, 2, 3, 0);
  }

  @Test
  void cutFilesAndForeignLabelsAreRefused() throws IOException {
    Path batch = Files.write(folder.resolve("data_batch_1.bin"), new byte[3072]);
    assertThatThrownBy(() -> CifarFolder.openParts(folder))
        .hasMessage(
            batch
                + " has 3,072 bytes, which is no multiple of 3,073: it is cut off; download it"
                + " again");
    Files.write(batch, records(1, 3));
    Files.writeString(folder.resolve("batches.meta.txt"), "airplane\nautomobile\n");
    assertThatThrownBy(() -> CifarFolder.openParts(folder))
        .hasMessage(folder + ": picture 0 has label 3, but there are 2 classes (0 to 1)");
  }
}

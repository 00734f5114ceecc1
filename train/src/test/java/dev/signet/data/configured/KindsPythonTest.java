package dev.signet.data.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.testing.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What NumPy, WebDataset and Python's csv and tarfile write is read, byte for byte. */
@Tag("python")
class KindsPythonTest {
  @TempDir Path folder;

  @Test
  void everyKindHoldsTheSamePictures() throws IOException, InterruptedException {
    List<String> expected =
        Python.with("numpy, PIL")
            .runFixture("make_kinds.py", List.of(folder.toString()))
            .lines()
            .toList();
    for (String kind :
        List.of(
            "csv/train.csv",
            "tar",
            "tar/train-{0000..0001}.tar",
            "targz/shard.tar.gz",
            "npz/set.npz",
            "npz/planes.npz",
            "cifar10",
            "cifar100")) {
      DataParts parts = open(kind);
      for (int i = 0; i < 6; i++) {
        assertThat(expected.get(i)).as(kind + " " + i).startsWith(sum(parts.train(), i) + " ");
        assertThat(expected.get(i)).as(kind + " " + i).endsWith(name(parts.train(), i));
      }
    }
    ImageSource arrays = open("npy").train();
    ImageSource digits = open("idx").train();
    for (int i = 0; i < 6; i++) {
      assertThat(expected.get(i)).startsWith(sum(arrays, i) + " ");
      assertThat(expected.get(i)).contains(" " + sum(digits, i) + " ");
      assertThat(arrays.label(i)).isEqualTo(i % 3);
      assertThat(digits.label(i)).isEqualTo(i % 3);
    }
    assertThat(open("npy").test().orElseThrow().size()).isEqualTo(3);
    assertThat(open("idx").test().orElseThrow().size()).isEqualTo(6);
    assertThat(open("cifar10").test().orElseThrow().size()).isEqualTo(1);
    assertThat(open("tar").train().classes()).containsExactly("cat", "dog", "elk");
  }

  private DataParts open(String kind) {
    return DataSource.of(folder.resolve(kind))
        .resizedTo(new dev.signet.picture.ImageSize(32, 32))
        .load();
  }

  private static long sum(ImageSource source, int index) {
    long sum = 0;
    for (byte value : source.pixels(index)) {
      sum += value & 0xff;
    }
    return sum;
  }

  private static String name(ImageSource source, int index) {
    return source.classes().get(source.label(index));
  }
}

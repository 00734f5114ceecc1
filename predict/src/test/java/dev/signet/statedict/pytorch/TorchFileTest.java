package dev.signet.statedict.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.Samples;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TorchFileTest {
  @TempDir Path folder;

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(Samples.everyType(), file);
    TorchCheckpoint read = TorchFile.read(file);
    assertThat(read.stateDict().names()).containsExactlyElementsOf(Samples.everyType().names());
    assertThat(StateDictDiff.between(Samples.everyType(), read.stateDict()).isIdentical()).isTrue();
    assertThat(read.key()).isEmpty();
    assertThat(read.skipped()).isEmpty();
    assertThat(read.prefixStripped()).isFalse();
  }

  @Test
  void writesTheEntriesThatPyTorchWrites() throws IOException {
    Path file = folder.resolve("net.v1.pt");
    TorchFile.write(
        StateDict.of(
            List.of(
                NamedArray.ofFloats("a", new float[] {1, 2}, 2),
                NamedArray.ofLongs("b", new long[] {3}))),
        file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(java.util.zip.ZipEntry::getName))
          .containsExactly(
              "net.v1/data.pkl",
              "net.v1/byteorder",
              "net.v1/data/0",
              "net.v1/data/1",
              "net.v1/version");
      assertThat(zip.getInputStream(zip.getEntry("net.v1/version"))).hasContent("3\n");
    }
    assertThat(
            ZipEntries.read(FileBytes.open(file), new MemoryBudget(FileBytes.open(file))).values())
        .allMatch(entry -> entry.dataAt() % 64 == 0);
  }

  @Test
  void theSameStateDictGivesTheSameBytes() {
    Path first = folder.resolve("a/net.pt");
    Path second = folder.resolve("b/net.pt");
    TorchFile.write(Samples.everyType(), first);
    TorchFile.write(Samples.everyType(), second);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void anEmptyStateDictIsOne() {
    Path file = folder.resolve(".pt");
    TorchFile.write(StateDict.of(List.of()), file);
    assertThat(TorchFile.read(file).stateDict().size()).isZero();
  }

  @Test
  void aFileMayBeReplacedByItsOwnArrays() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(Samples.everyType(), file);
    StateDict read = TorchFile.read(file).stateDict();
    TorchFile.write(read, file);
    assertThat(StateDictDiff.between(read, TorchFile.read(file).stateDict()).isIdentical())
        .isTrue();
  }

  @Test
  void saysWhenThereIsNoFileOrItIsAFolder() {
    Path file = folder.resolve("no.pt");
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessage("cannot read %s: there is no such file", file);
    assertThatThrownBy(() -> TorchFile.read(folder))
        .hasMessage("cannot read %s: it is a folder, not a file", folder);
  }

  @Test
  @Timeout(120) // usually 0.1 s
  void manyMegabytesAreReadInOneGo() {
    StateDict large = Samples.large(85);
    Path file = folder.resolve("large.pt");
    TorchFile.write(large, file);
    assertThat(TorchFile.read(file).stateDict().byteCount()).isEqualTo(85L << 20);
  }
}

package dev.signet.statedict.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.Mutations;
import dev.signet.statedict.NamedArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, it is read or refused: nothing else is thrown. */
class TorchFuzzTest {
  private static final Path FIXTURES = Path.of("src/test/resources/torch/1.13");
  private static final int ROUNDS = 1000;

  @TempDir Path folder;
  private Path file;
  private final Mutations mutations = new Mutations();

  @BeforeEach
  void name() {
    file = folder.resolve("net.pt");
  }

  @Test
  void noPrefixOfAFileIsReadOrCrashes() throws IOException {
    CraftedTorch.valid().save(file);
    byte[] zip = Files.readAllBytes(file);
    byte[] legacy = Files.readAllBytes(FIXTURES.resolve("legacy.pth"));
    for (byte[] whole : new byte[][] {zip, legacy}) {
      for (int length = 0; length < whole.length; length++) {
        Mutations.replace(file, Arrays.copyOf(whole, length));
        assertThat(Mutations.survives(file, TorchFuzzTest::read)).as("%d bytes", length).isFalse();
      }
    }
  }

  @Test
  void damagedZipFiles() throws IOException {
    CraftedTorch.valid().save(file);
    fuzz(Files.readAllBytes(file));
  }

  @Test
  void damagedLegacyFiles() throws IOException {
    fuzz(Files.readAllBytes(FIXTURES.resolve("legacy_types.pth")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"views", "beside", "attributes", "nested"})
  void damagedPicklesInSoundZipFiles(String name) throws IOException {
    FileBytes sound = FileBytes.open(FIXTURES.resolve(name + ".pt"));
    ByteBuffer entry =
        Objects.requireNonNull(
                ZipEntries.read(sound, new MemoryBudget(sound)).get(name + "/data.pkl"))
            .read(sound);
    byte[] pickle = new byte[entry.remaining()];
    entry.get(pickle);
    for (int round = 0; round < ROUNDS; round++) {
      Files.deleteIfExists(file);
      CraftedTorch.valid()
          .with("net/data.pkl", mutations.mutate(pickle))
          .with("net/data/0", new byte[96])
          .save(file);
      Mutations.survives(file, TorchFuzzTest::read);
    }
  }

  private void fuzz(byte[] sound) throws IOException {
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Mutations.replace(file, mutations.mutate(sound));
      if (Mutations.survives(file, TorchFuzzTest::read)) {
        read++;
      }
    }
    // Most mutations matter, and some (a date, a weight) do not.
    assertThat(read).isBetween(1, ROUNDS / 2);
  }

  private static void read(Path file) {
    TorchFile.read(file).stateDict().arrays().forEach(NamedArray::toFloats);
  }
}

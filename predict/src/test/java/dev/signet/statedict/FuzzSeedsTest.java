package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.pytorch.TorchFileFuzzer;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import dev.signet.statedict.safetensors.SafeTensorsFuzzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzers start from, and what they ever found, in every build. */
class FuzzSeedsTest {
  private static final Path SEEDS = Path.of("src/test/fuzz");

  static Stream<Path> seeds() throws IOException {
    return Stream.concat(list("torch"), list("safetensors"));
  }

  private static Stream<Path> list(String format) throws IOException {
    try (Stream<Path> files = Files.list(SEEDS.resolve(format))) {
      return List.copyOf(files.sorted().toList()).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void seedIsReadOrRefusedByBothReaders(Path seed) throws IOException {
    byte[] bytes = Files.readAllBytes(seed);
    assertThat(bytes.length).isLessThan(4096);
    assertThatCode(
            () -> {
              TorchFileFuzzer.fuzzerTestOneInput(bytes);
              SafeTensorsFuzzer.fuzzerTestOneInput(bytes);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void mostSeedsAreSoundSoThatTheFuzzersComeFar() throws IOException {
    assertThat(list("torch").filter(seed -> Mutations.survives(seed, TorchFile::read)))
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(list("safetensors").filter(seed -> Mutations.survives(seed, SafeTensorsFile::read)))
        .hasSizeGreaterThanOrEqualTo(3);
  }
}

package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@link HostileFile crafted file} is refused with the file, an offset and what was expected,
 * and takes no more memory than it may.
 */
class HostileFilesTest {
  /** Twice the largest file, which is more than the 16 of the budget, and 8 for the JVM itself. */
  private static final int MOST_MEGABYTES = 32;

  @TempDir Path folder;

  static List<HostileFile> torch() {
    return HostileTorch.files();
  }

  static List<HostileFile> safeTensors() {
    return HostileSafeTensors.files();
  }

  @ParameterizedTest
  @MethodSource("torch")
  void pretendedTorchFileIsRefused(HostileFile hostile) throws IOException {
    refused(hostile, "net.pt", TorchFile::read);
  }

  @ParameterizedTest
  @MethodSource("safeTensors")
  void pretendedSafetensorsFileIsRefused(HostileFile hostile) throws IOException {
    refused(hostile, "net.safetensors", SafeTensorsFile::read);
  }

  @Test
  void whatTheyAreVariationsOfIsSound() throws IOException {
    Path torch = Files.write(folder.resolve("net.pt"), HostileTorch.sound());
    assertThat(TorchFile.read(torch).stateDict().get("w").shape()).containsExactly(2L, 2L);
    Path safeTensors = Files.write(folder.resolve("net.s"), HostileSafeTensors.sound());
    assertThat(SafeTensorsFile.read(safeTensors).get("w").shape()).containsExactly(4L);
    assertThat(torch().size() + safeTensors().size()).isGreaterThan(80);
  }

  /**
   * A JVM of its own reads them all. Its heap has room for what the JVM itself needs and for what
   * the {@link MemoryBudget} grants; one file that took more would end it.
   */
  @Test
  void allOfThemTogetherAreReadWithinTheMemoryThatTheyMayTake() throws Exception {
    List<HostileFile> files = new ArrayList<>(torch());
    files.addAll(safeTensors());
    for (int i = 0; i < files.size(); i++) {
      Files.write(folder.resolve(String.format(Locale.ROOT, "%03d", i)), files.get(i).bytes());
    }
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx" + MOST_MEGABYTES + "m",
                "-XX:MaxDirectMemorySize=" + MOST_MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileReading.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    assertThat(read(output).strip())
        .isEqualTo(String.format(Locale.ROOT, "refused %d times", 2 * files.size()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refused(HostileFile hostile, String name, Consumer<Path> reader) throws IOException {
    Path file = Files.write(folder.resolve(name), hostile.bytes());
    assertThatThrownBy(() -> reader.accept(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageMatching(".*offset \\d+.*")
        .hasMessageMatching(".*(expected|should be).*")
        .message()
        .hasLineCount(1)
        .hasSizeLessThan(1200 + file.toString().length());
  }
}

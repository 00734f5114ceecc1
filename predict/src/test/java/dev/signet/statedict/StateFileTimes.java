package dev.signet.statedict;

import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Times the writing and reading of 85 MB, as many as ResNet-34 has, in both formats; reading ends
 * when every byte was looked at. For docs/performance.md:
 *
 * <pre>
 * ./mvnw -q -pl core test-compile
 * java -cp core/target/test-classes:core/target/classes:$(cat core/target/classpath) \
 *     dev.signet.statedict.StateFileTimes
 * </pre>
 */
final class StateFileTimes {
  private static final int MEGABYTES = 85;
  private static final int ROUNDS = 15;

  private StateFileTimes() {}

  /** Prints medians and extremes in milliseconds. */
  public static void main(String[] arguments) throws IOException {
    StateDict state = Samples.large(MEGABYTES);
    Path folder = Files.createTempDirectory("times");
    Path torch = folder.resolve("net.pkl");
    Path safeTensors = folder.resolve("net.safetensors");
    time("write safetensors", () -> SafeTensorsFile.write(state, safeTensors));
    time("write pkl", () -> TorchFile.write(state, torch));
    time("read safetensors", () -> touch(SafeTensorsFile::read, safeTensors));
    time("read pkl", () -> touch(file -> TorchFile.read(file).stateDict(), torch));
    Files.delete(torch);
    Files.delete(safeTensors);
    Files.delete(folder);
  }

  private static void touch(Function<Path, StateDict> reader, Path file) {
    if (StateFingerprint.of(reader.apply(file)).isEmpty()) {
      throw new IllegalStateException("every fingerprint has 64 digits");
    }
  }

  private static void time(String what, Runnable work) {
    double[] milliseconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = milliseconds[0];
    Arrays.sort(milliseconds);
    System.out.printf(
        "%-18s median %4.0f ms, fastest %4.0f, slowest %4.0f, the first (cold JVM) %4.0f%n",
        what, milliseconds[ROUNDS / 2], milliseconds[0], milliseconds[ROUNDS - 1], first);
  }
}

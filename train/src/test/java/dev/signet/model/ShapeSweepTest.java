package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM that trains must outlive every shape; another one is put to the test. */
class ShapeSweepTest {
  private static final String CHECKS = "libc_malloc_debug.so.0";

  @TempDir Path folder;

  @Test
  void noShapeWritesBeyondABuffer() throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-XX:ErrorFile=" + folder.resolve("crash.txt"),
                "-XX:ErrorLogTimeout=5", // a crash in malloc leaves the report waiting for a lock
                "-cp",
                System.getProperty("java.class.path"),
                ShapeSweep.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // A block of memory is looked at when it is freed; 3 ends the process where it is damaged.
    builder.environment().putAll(Map.of("LD_PRELOAD", CHECKS, "MALLOC_CHECK_", "3"));
    int status = builder.start().waitFor();
    assumeTrue(status != ShapeSweep.UNCHECKED, "this system has no " + CHECKS);
    assertThat(status).as(() -> lastLines(output)).isZero();
    assertThat(lastLines(output)).containsPattern("\\d{4} steps");
  }

  private static String lastLines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

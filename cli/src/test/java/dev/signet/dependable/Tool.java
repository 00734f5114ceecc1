package dev.signet.dependable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of its own that has to succeed. */
final class Tool {
  private Tool() {}

  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Runs a command in a folder and returns what it says. */
  static String run(Path folder, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
    return said;
  }

  static String java() {
    return JAVA_HOME.resolve("bin").resolve("java").toString();
  }
}

package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Python that has a module, for tests against the reference. */
public final class Python {
  private final String command;

  private Python(String command) {
    this.command = command;
  }

  /**
   * A Python that can import {@code module}: the one of the system property {@code signet.python},
   * of the environment variable SIGNET_PYTHON, python3 on the PATH or the distribution's own
   * /usr/bin/python3. The test is skipped if there is none.
   */
  public static Python with(String module) {
    List<String> candidates =
        Stream.of(
                Optional.ofNullable(System.getProperty("signet.python")),
                Optional.ofNullable(System.getenv("SIGNET_PYTHON")),
                Optional.of("python3"),
                Optional.of("/usr/bin/python3"))
            .flatMap(Optional::stream)
            .toList();
    Optional<String> found =
        candidates.stream().filter(candidate -> imports(candidate, module)).findFirst();
    assumeTrue(found.isPresent(), "no Python with the module " + module + " among " + candidates);
    return new Python(found.orElseThrow());
  }

  private static boolean imports(String command, String module) {
    try {
      Process process =
          new ProcessBuilder(command, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a script with arguments and returns what it prints; it must succeed. */
  public String run(String script, Path... arguments) throws IOException, InterruptedException {
    return execute(List.of("-c", script), Stream.of(arguments).map(Path::toString).toList());
  }

  /** Runs a script of {@code src/test/fixtures} with arguments; it must succeed. */
  public String runFixture(String name, List<String> arguments)
      throws IOException, InterruptedException {
    Path script = Path.of("src", "test", "fixtures", name);
    return execute(List.of("-B", script.toString()), arguments); // -B: leave no compiled files
  }

  /** Runs the script in a file with arguments, whatever it prints: how it exits. */
  public int exitCode(Path script, Path... arguments) throws IOException, InterruptedException {
    return start(
            List.of(script.toString()),
            Stream.of(arguments).map(Path::toString).toList(),
            ProcessBuilder.Redirect.DISCARD)
        .waitFor();
  }

  private String execute(List<String> script, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("python", ".txt");
    try {
      int status = start(script, arguments, ProcessBuilder.Redirect.to(output.toFile())).waitFor();
      String printed = Files.readString(output);
      assertThat(status).as(printed).isZero();
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  private Process start(List<String> script, List<String> arguments, ProcessBuilder.Redirect output)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(command, "-W", "ignore")); // warnings are no answer
    line.addAll(script);
    line.addAll(arguments);
    return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output).start();
  }
}

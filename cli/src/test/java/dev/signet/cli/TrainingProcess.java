package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@code signet train} in a JVM of its own, which can be killed. */
final class TrainingProcess implements AutoCloseable {
  private static final int LONGEST_SECONDS = 120;

  private final Process process;
  private final BufferedReader reader;
  private final StringBuilder said = new StringBuilder();

  private TrainingProcess(Process process) {
    this.process = process;
    this.reader = process.inputReader();
  }

  static TrainingProcess start(List<?> words) throws IOException {
    return start(List.of(), words);
  }

  /**
   * With other words before {@code java}, such as those of {@code nsenter}, or after it.
   *
   * @param before a command that runs the one after it
   * @param options of the JVM, after those that are there anyway
   */
  static TrainingProcess start(List<String> before, List<?> words, String... options)
      throws IOException {
    return launch(before, "train", words, options);
  }

  /** Another command than {@code train}. */
  static TrainingProcess of(String command, List<?> words) throws IOException {
    return launch(List.of(), command, words);
  }

  /** Any command, with words before and options of the JVM as for {@link #start}. */
  static TrainingProcess launch(
      List<String> before, String command, List<?> words, String... options) throws IOException {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Djava.awt.headless=true");
    Stream<String> main =
        Stream.of("-cp", System.getProperty("java.class.path"), "dev.signet.cli.Main", command);
    List<String> line =
        Stream.of(
                before.stream(),
                java,
                Stream.of(options),
                main,
                words.stream().map(String::valueOf))
            .flatMap(part -> part)
            .toList();
    return new TrainingProcess(new ProcessBuilder(line).redirectErrorStream(true).start());
  }

  /** The words before a command that runs it below a limit of the shell. */
  static List<String> below(String limit) {
    return List.of("sh", "-c", limit + " && exec \"$@\"", "sh");
  }

  /** Reads on until a line begins so; false if the process ends before. */
  boolean await(String beginning) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** SIGKILL: nothing of the process runs any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal such as {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end: the exit code. */
  int exit() throws IOException, InterruptedException {
    await("\0"); // no line begins so
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** All that it has printed so far. */
  String said() {
    return said.toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

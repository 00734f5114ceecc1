package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One command line that was run in this JVM, and what it answered.
 *
 * @param code its exit code
 * @param out what it printed as an answer
 * @param err what it printed beside the answer
 */
public record SignetRun(int code, String out, String err) {
  /** Files that the tests of {@code core} read. */
  static final Path FIXTURES = Path.of("../train/src/test/resources/dev/signet/data");

  static SignetRun of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int code = commandLine.execute(words);
    return new SignetRun(code, out.toString(), err.toString());
  }

  /** The words of one command line, in parts: a {@link Path} is as good as a string. */
  static SignetRun of(List<?> words) {
    return of(words.stream().map(String::valueOf).toArray(String[]::new));
  }

  /** A training of a tiny network on one thread. */
  static SignetRun train(Path data, Path out, String... more) {
    List<?> words =
        List.of("train", "--arch", "tiny", "--threads", "1", "--data", data, "--out", out);
    return of(Stream.concat(words.stream(), Stream.of(more)).toList());
  }

  /** Built-in pictures of 32 x 32 in a folder: 24 to learn from and 12 to judge by. */
  static Path makePictures(Path folder) {
    SignetRun made =
        of(
            List.of(
                "data", "make", "--train", 24, "--test", 12, "--input", "3x32x32", "--out",
                folder));
    made.requireSuccess();
    return folder;
  }

  SignetRun requireSuccess() {
    assertThat(code).as(err).isZero();
    return this;
  }

  /** Requires a failure that is told in one line, without the program's insides. */
  void requireFailure(int expectedCode, String... said) {
    requireFailureBeside(expectedCode, said);
    List<String> others = err.lines().filter(line -> !line.startsWith("error: ")).toList();
    assertThat(others)
        .allSatisfy(line -> assertThat(line).matches("Try 'signet.* --help'.|epoch \\d+/.*"));
  }

  /** The same where other lines are said before it. */
  void requireFailureBeside(int expectedCode, String... said) {
    assertThat(code).as(err).isEqualTo(expectedCode);
    List<String> errors = err.lines().filter(line -> line.startsWith("error: ")).toList();
    assertThat(errors).as(err).hasSize(1);
    assertThat(errors.get(0)).contains(said).doesNotContain("Exception", "unexpected");
    assertThat(err).doesNotContain("\tat ", "fault in Signet");
  }

  /** The names of all that lies in a folder. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

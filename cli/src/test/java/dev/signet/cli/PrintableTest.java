package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.console.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that others chose reach a terminal as text, never as orders to it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such names")
class PrintableTest {
  private static final String NAME = "a\nerror: b\u001b[31m\u009b2J\u0007\rc";
  private static final String SHOWN = "a\\nerror: b\\u001b[31m\\u009b2J\\u0007\\rc";

  @TempDir static Path folder;
  private static Path pictures;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    pictures = folder.resolve("pictures");
    byte[] picture = Files.readAllBytes(SignetRun.FIXTURES.resolve("picture.jpg"));
    for (String label : List.of("first", "second " + NAME)) {
      for (String part : List.of("train", "test")) {
        Path classFolder = Files.createDirectories(pictures.resolve(part).resolve(label));
        for (int i = 0; i < 4; i++) {
          Files.write(classFolder.resolve(i + NAME + ".jpg"), picture);
        }
      }
    }
    run = folder.resolve("run" + NAME);
    requirePlain(
        SignetRun.train(pictures, run, "--epochs", "1", "--input", "3x32x32").requireSuccess());
  }

  static Stream<List<?>> commands() {
    Path broken = folder.resolve("broken" + NAME + ".jpg");
    Path good = pictures.resolve("train").resolve("first").resolve("0" + NAME + ".jpg");
    return Stream.of(
        List.of("predict", "--model", run, good),
        List.of("predict", "--model", run, broken),
        List.of("predict", "--model", run, good, broken, folder.resolve("absent" + NAME)),
        List.of("predict", "--model", run, "--format", "json", good, broken),
        List.of("evaluate", "--model", run, "--data", pictures),
        List.of("evaluate", "--model", run, "--data", folder.resolve("absent" + NAME)),
        List.of("evaluate", "--model", folder.resolve("absent" + NAME), "--data", pictures),
        List.of("explain", "--model", run, "--out", folder.resolve("maps" + NAME), good, broken),
        List.of(
            "data", "info", "--data", pictures, "--sheet", folder.resolve("sheet" + NAME + ".png")),
        List.of("data", "info", "--data", folder.resolve("absent" + NAME)),
        List.of("data", "audit", "--data", pictures, "--out", folder.resolve("page" + NAME)),
        List.of("report", run),
        List.of("report", folder.resolve("absent" + NAME)),
        List.of("export", "--model", run, "--to", "onnx", "--out", folder.resolve("net" + NAME)),
        List.of("compare", run, run),
        List.of("serve", "--model", folder.resolve("absent" + NAME)),
        List.of("ui", folder.resolve("absent" + NAME)),
        List.of("ui", "--host", NAME),
        List.of("serve", "--model", run, "--allowed-host", NAME),
        List.of("train", "--data", pictures, "--out", run),
        List.of("train", "--resume", folder.resolve("absent" + NAME)),
        List.of("train", "--arch", NAME),
        List.of(NAME));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesAreEscaped(List<?> words) throws IOException {
    Files.write(folder.resolve("broken" + NAME + ".jpg"), new byte[] {1, 2, 3});
    requirePlain(SignetRun.of(words));
  }

  /** A line break inside of quotes is part of the value. */
  @Test
  void namesInCsvKeepTheirLineBreaks() {
    Path good = pictures.resolve("train").resolve("first").resolve("0" + NAME + ".jpg");
    SignetRun csv = SignetRun.of(List.of("predict", "--model", run, "--format", "csv", good));
    assertThat(csv.requireSuccess().out())
        .contains("/0a\nerror: b\\u001b[31m")
        .doesNotContain("\u001b", "\u009b");
  }

  private static void requirePlain(SignetRun run) {
    String all = run.out() + run.err();
    assertThat(all.chars().filter(each -> each != '\n' && each != '\t'))
        .as(all)
        .noneMatch(Character::isISOControl);
    assertThat(all.lines())
        .as(all)
        .noneMatch(line -> line.startsWith("error: b"))
        .noneMatch(line -> line.contains("fault in Signet"));
  }

  @Test
  void textIsEscapedInEveryWayItIsWritten() {
    StringWriter text = new StringWriter();
    PrintWriter out = Printable.writer(new PrintWriter(text));
    out.print('\u001b');
    out.print("x\u001by\n");
    out.write(new char[] {'1', '\u0000', '2'}, 1, 2);
    out.printf("%s", "\u007f\u0085");
    out.flush();
    assertThat(text).hasToString("\\u001bx\\u001by\n\\u00002\\u007f\\u0085");
    assertThat(Printable.line(NAME)).doesNotContain("\n", "\r");
    text.getBuffer().setLength(0);
    out.print(Printable.line(NAME));
    assertThat(text).hasToString(SHOWN);
  }
}

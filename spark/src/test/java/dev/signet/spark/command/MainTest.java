package dev.signet.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.ModelFile;
import dev.signet.spark.Cluster;
import dev.signet.spark.SparkPictures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as spark-submit runs them, with two executors. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class MainTest {
  @TempDir Path temporary;

  private record Result(int code, String out, String err) {}

  private static Map<String, String> settings = Map.of();

  @BeforeAll
  static void begin() throws Exception {
    settings = new HashMap<>(Cluster.ofTwo());
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.sql.shuffle.partitions", "2");
    settings.forEach(System::setProperty);
  }

  @AfterAll
  static void end() {
    settings.keySet().forEach(System::clearProperty);
  }

  private static Result run(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int code = command.execute(line.split(" "));
    return new Result(code, out.toString(), err.toString());
  }

  @Test
  void trainsScoresAndAudits() throws Exception {
    Path pictures = SparkPictures.write(temporary.resolve("pictures"));
    Files.copy(pictures.resolve("0/000.png"), pictures.resolve("1/copy.png"));
    Path runFolder = temporary.resolve("run");

    Result trained =
        run(
            "train --data %s --out %s --arch tiny --input 3x32x32 --epochs 1 --num-workers 2 --validation 0.2"
                .formatted(pictures, runFolder));
    Result scored =
        run(
            "score --data %s --model %s --to %s"
                .formatted(pictures, runFolder, temporary.resolve("answers")));
    Result audited = run("audit --data %s --to %s".formatted(pictures, temporary.resolve("pairs")));

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("train_accuracy: ", "Run: " + runFolder);
    assertThat(runFolder.resolve(ModelFile.NAME)).exists();
    assertThat(scored.err()).isEmpty();
    assertThat(scored.out()).contains("Pictures: 25, of them ", " 0 that could not be read");
    assertThat(audited.err()).isEmpty();
    assertThat(audited.out())
        .contains(
            "Pictures: 25, of them 0 that cannot be read",
            "Equal: 1, nearly so: 0",
            "Of these with two labels: 1");
  }

  @Test
  void wrongUseIsOneLine() {
    assertThat(run("train"))
        .isEqualTo(
            new Result(
                2,
                "",
                "error: Missing required options: '--data=PATH', '--out=DIR'\nTry 'signet-spark train --help'.\n"));
    Result missing = run("train --data %s --out b".formatted(temporary.resolve("missing")));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).startsWith("error: ").contains("missing").hasLineCount(1);
    assertThat(run("score --help").out()).startsWith("Usage: signet-spark score ");
  }
}

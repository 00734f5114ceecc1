package dev.signet.spark.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.artifact.ModelFile;
import dev.signet.spark.Cluster;
import dev.signet.spark.SparkPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands: as spark-submit runs them, and in this process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class MainTest {
  @TempDir Path temporary;

  private record Result(int code, String out, String err) {}

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "2");

  @BeforeAll
  static void begin() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterAll
  static void end() {
    SETTINGS.keySet().forEach(System::clearProperty);
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
  void linesOfThePagesTrainWithTwoWorkersAndScoreParquet() throws Exception {
    Path pictures = SparkPictures.write(temporary.resolve("pictures"));
    Path others = Files.createDirectories(temporary.resolve("others")).resolve("parquet");
    try (SparkSession spark = Cluster.local()) {
      Cluster.labelled(spark, pictures).drop("class").write().parquet(others.toString());
    }
    Path runFolder = temporary.resolve("runs/first");

    Result trained =
        submit(line("../README.md", " train ") + " --arch tiny --input 3x32x32 --epochs 1");
    Result scored =
        submit(line("../docs/spark.md", " score ").replace("hdfs:///others", others.toString()));

    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("epoch 1/1  loss ", "train_accuracy: ", "Run: " + runFolder);
    assertThat(runFolder.resolve(ModelFile.NAME)).exists();
    assertThat(scored.code()).as(scored.err()).isZero();
    assertThat(scored.out()).contains("Pictures: 24, of them ", " 0 that could not be read");
    assertThat(temporary.resolve("answers/_SUCCESS")).exists();
  }

  /** The first such line of a page, for the folder of this test. */
  private String line(String page, String command) throws IOException {
    return Files.readAllLines(Path.of(page)).stream()
        .filter(line -> line.startsWith("spark-submit ") && line.contains(command))
        .findFirst()
        .orElseThrow();
  }

  /** As spark-submit does, in a process of its own; the jars are on its class path already. */
  private Result submit(String line) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
    command.addAll(List.of(System.getProperty("spark.options", "").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.apache.spark.deploy.SparkSubmit");
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(Cluster.ofTwo());
    settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    command.addAll(List.of("--class", Main.class.getName(), "spark-internal"));
    String arguments = line.substring(line.indexOf("-all.jar ") + "-all.jar ".length());
    for (String argument : List.of(arguments.split(" "))) {
      command.add(argument.replace("hdfs://", temporary.toString()));
    }
    Path out = temporary.resolve("out.txt");
    Path err = temporary.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Result(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void auditsWhatIsThereTwice() throws Exception {
    Path pictures = SparkPictures.write(temporary.resolve("pictures"));
    Files.copy(pictures.resolve("0/000.png"), pictures.resolve("1/copy.png"));

    Result audited = run("audit --data %s --to %s".formatted(pictures, temporary.resolve("pairs")));

    assertThat(audited.err()).isEmpty();
    assertThat(audited.out())
        .contains(
            "Pictures: 25, of them 0 that cannot be read",
            "Equal: 1, nearly so: 0",
            "Of these with two labels: 1");
  }

  @Test
  void aRunThatCannotBeWrittenIsAFailure() throws Exception {
    Path pictures = SparkPictures.write(temporary.resolve("pictures"));
    Path inTheWay = temporary.resolve("run/report.html/in the way");
    Files.createDirectories(inTheWay);

    Result trained =
        run(
            "train --arch tiny --input 3x32x32 --epochs 1 --data %s --out %s"
                .formatted(pictures, temporary.resolve("run")));

    assertThat(trained.code()).isEqualTo(1);
    assertThat(trained.out()).contains("train_accuracy: ").doesNotContain("Run: ");
    assertThat(trained.err())
        .startsWith("error: the network was trained, but the run is not complete (")
        .contains("report.html cannot be written", "; with --checkpoint-dir the same command")
        .hasLineCount(1);
  }

  @Test
  void endsAsSparkWantsIt() throws Exception {
    Main.main(new String[] {"--version"}); // and goes on

    assertThatThrownBy(() -> Main.main(new String[] {"train"}))
        .isInstanceOfSatisfying(
            SparkUserAppException.class, e -> assertThat(e.exitCode()).isEqualTo(2));
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

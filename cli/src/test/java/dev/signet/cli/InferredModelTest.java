package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with weights that have no manifest: PyTorch's files and foreign safetensors. */
class InferredModelTest {
  private static final String PARAMETERS = "ResNetTiny_params.pkl";

  private static Path pictures;
  private static Path run;
  private static Path alone;
  private static Path hand;

  @BeforeAll
  static void train(@TempDir Path shared) throws IOException {
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    run = shared.resolve("run");
    SignetRun.train(pictures, run, "--epochs", "1", "--std", "0.5,0.5,0.5").requireSuccess();
    alone = Files.createDirectory(shared.resolve("alone")).resolve(PARAMETERS);
    Files.copy(run.resolve(PARAMETERS), alone);
    hand = SignetRun.FIXTURES.resolve("noise_37x20.png");
  }

  private static SignetRun on(String command, Object... more) {
    return SignetRun.of(
        Stream.concat(Stream.of(command, "--model", alone), Stream.of(more)).toList());
  }

  @Test
  void parametersAreJudgedAsTheirModelFileIs() {
    SignetRun model = SignetRun.of(List.of("evaluate", "--model", run)).requireSuccess();
    SignetRun parameters =
        on("evaluate", "--data", pictures, "--classes", "0,1,2,3,4,5", "--std", "0.5,0.5,0.5")
            .requireSuccess();
    assertThat(parameters.out()).isEqualTo(model.out());
    assertThat(parameters.err())
        .isEqualToNormalizingNewlines(
            alone + ": no manifest: inferred tiny, layout article, 6 classes\n");
  }

  @Test
  void parametersInTheirRunsFolderNeedNoWords() {
    SignetRun model = SignetRun.of(List.of("evaluate", "--model", run)).requireSuccess();
    SignetRun parameters =
        SignetRun.of(List.of("evaluate", "--model", run.resolve(PARAMETERS))).requireSuccess();
    assertThat(parameters.out()).isEqualTo(model.out());
    assertThat(parameters.err())
        .contains("the classes are called 0 to 5", "as in the config.json beside it");
  }

  @Test
  void withoutPicturesTheBuiltInOnesAreTakenAndThatIsSaid() {
    SignetRun judged = on("evaluate", "--classes", "0,1,2,3,4,5", "--input", "32x32");
    assertThat(judged.requireSuccess().out()).startsWith("Data: synthetic (test)");
    assertThat(judged.err()).contains("Judged by the built-in SYNTHETIC pictures");
    on("evaluate", "--classes", "a,b,c,d,e,f").requireFailureBeside(1, "name some (--data)");
  }

  @Test
  void predictionNamesTheClassesThatWereGiven() {
    assertThat(on("predict", hand, "--classes", "a,b,c,d,e,f").requireSuccess().out())
        .matches("\\Q" + hand + "\\E: [a-f] \\(\\d+\\.\\d\\d %\\)\\R");
  }

  @Test
  void probeAndExplanationTakeTheClassesThatWereGiven(@TempDir Path out) {
    List<Object> given = List.of("--classes", "a,b,c,d,e,f", "--input", "32x32");
    SignetRun explained =
        SignetRun.of(
            Stream.of(List.of("explain", alone, hand, "--out", out), given)
                .flatMap(List::stream)
                .toList());
    assertThat(explained.requireSuccess().out()).matches("(?s).*: [a-f] \\(.*");
    SignetRun.of(
            Stream.of(List.of("probe", alone, "--data", pictures), given)
                .flatMap(List::stream)
                .toList())
        .requireFailureBeside(
            1, "the model knows the classes [a, b", "--classes names the model's");
    SignetRun probed =
        SignetRun.of(
            List.of(
                "probe",
                alone,
                "--data",
                pictures,
                "--classes",
                "0,1,2,3,4,5",
                "--std",
                "0.5,0.5,0.5",
                "--input",
                "32x32"));
    SignetRun model = SignetRun.of(List.of("probe", run)).requireSuccess();
    assertThat(probed.requireSuccess().out()).isEqualTo(model.out());
  }

  @Test
  void wrongClassesAreRefused() {
    on("predict", hand, "--classes", "a,b").requireFailure(2, "--classes must name 6 classes");
    on("evaluate", "--data", pictures, "--classes", "a,b,c,d,e,f")
        .requireFailureBeside(
            1, "the model knows the classes [a, b", "--classes names the model's");
    SignetRun.of(List.of("predict", "--model", run, hand, "--classes", "a,b,c,d,e,f"))
        .requireFailure(2, "--classes has no effect on");
  }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            1, "the model (--classes names its own) does not know: 0, 1", "it knows a, b, c");
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
  void ofTwoNetworksInAFileTheKeyChooses(@TempDir Path folder) {
    Path two = folder.resolve("two.safetensors");
    List<NamedArray> arrays = new ArrayList<>();
    for (String prefix : List.of("student.", "teacher.")) {
      TorchFile.read(alone).stateDict().arrays().stream()
          .map(array -> array.renamed(prefix + array.name()))
          .forEach(arrays::add);
    }
    SafeTensorsFile.write(StateDict.of(arrays), two);
    SignetRun.of(List.of("predict", "--model", two, hand))
        .requireFailure(
            1, two + " holds 2 networks: student (tiny), teacher (tiny); choose one (--key)");
    SignetRun chosen =
        SignetRun.of(List.of("predict", "--model", two, hand, "--key", "teacher")).requireSuccess();
    assertThat(chosen.err())
        .contains("the prefix 'teacher.' was taken off, and this was left over: student.conv1.0");
    assertThat(chosen.out()).isEqualTo(on("predict", hand).requireSuccess().out());
    SignetRun.of(List.of("predict", "--model", run, hand, "--key", "teacher"))
        .requireFailure(2, "--key has no effect on");
  }

  @Test
  void aThousandClassesAreImageNetsInEveryCommand(@TempDir Path folder) {
    String said =
        "1000 classes are taken for ImageNet's, with its mean and std, 3x224x224 pixels and";
    Path weights = Path.of("../train/src/test/resources/weights/tiny_1000_classes.pth");
    Path exported = folder.resolve("model.safetensors");
    SignetRun export =
        SignetRun.of(
            List.of("export", "--model", weights, "--to", "safetensors", "--out", exported));
    assertThat(export.requireSuccess().err()).contains(said);
    Manifest manifest = ModelFile.read(exported).manifest();
    assertThat(manifest.preprocessing()).isEqualTo(Preprocessing.IMAGENET);
    assertThat(manifest.model().input()).isEqualTo(InputSize.square(224));
    SignetRun predicted =
        SignetRun.of(List.of("predict", "--model", weights, hand)).requireSuccess();
    assertThat(predicted.err()).contains(said);
    assertThat(predicted.out())
        .isEqualTo(
            SignetRun.of(List.of("predict", "--model", exported, hand)).requireSuccess().out());
    SignetRun explained =
        SignetRun.of(List.of("explain", weights, hand, "--out", folder.resolve("explained")));
    assertThat(explained.requireSuccess().err()).contains(said);
    assertThat(SignetRun.of(List.of("evaluate", "--model", weights, "--data", pictures)).err())
        .contains(said);
  }

  @Test
  void weightsAndAnswersThatAreNoNumbersAreRefused(@TempDir Path folder) {
    Path broken = folder.resolve("broken.pt");
    TorchFile.write(withVariance(Float.NaN), broken);
    String array = "conv3.0.bn1.running_var[5] is NaN";
    for (String command : List.of("evaluate", "predict")) {
      List<Object> words = new ArrayList<>(List.of(command, "--model", broken, "--format", "json"));
      words.addAll(command.equals("predict") ? List.of(hand) : List.of("--data", pictures));
      SignetRun.of(words).requireFailure(1, broken + ": " + array);
    }
    TorchFile.write(withVariance(-5), broken);
    SignetRun predicted =
        SignetRun.of(List.of("predict", "--model", broken, hand, "--format", "json"));
    predicted.requireFailureBeside(1, "the network's answer is NaN, not a number");
    assertThat(predicted.out()).doesNotContain("NaN");
    SignetRun evaluated =
        SignetRun.of(
            List.of("evaluate", "--model", broken, "--data", pictures, "--format", "json"));
    evaluated.requireFailureBeside(1, "the network's answer to picture 1 of");
    assertThat(evaluated.out()).doesNotContain("NaN");
  }

  private static StateDict withVariance(float value) {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : TorchFile.read(alone).stateDict().arrays()) {
      if (array.name().equals("conv3.0.bn1.running_var")) {
        float[] values = array.toFloats();
        values[5] = value;
        arrays.add(NamedArray.ofFloats(array.name(), values, values.length));
      } else {
        arrays.add(array);
      }
    }
    return StateDict.of(arrays);
  }

  @Test
  void wrongClassesAreRefused() {
    on("predict", hand, "--classes", "a,b").requireFailure(2, "--classes must name 6 classes");
    on("evaluate", "--data", pictures, "--classes", "a,b,c,d,e,f")
        .requireFailureBeside(
            1, "the model (--classes names its own) does not know: 0, 1", "it knows a, b, c");
    SignetRun.of(List.of("predict", "--model", run, hand, "--classes", "a,b,c,d,e,f"))
        .requireFailure(2, "--classes has no effect on");
  }
}

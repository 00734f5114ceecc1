package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.statedict.pytorch.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet export}, and {@code signet predict} with what it has written. */
class ExportCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path shared;
  private static Path run;
  private static Path hand;

  @TempDir Path folder;

  @BeforeAll
  static void train(@TempDir Path all) throws IOException {
    shared = all;
    run = all.resolve("run");
    SignetRun.train(SignetRun.makePictures(all.resolve("pictures")), run, "--epochs", "2")
        .requireSuccess();
    hand = Files.copy(SignetRun.FIXTURES.resolve("noise_37x20.png"), all.resolve("a.png"));
  }

  private static SignetRun export(String to, Path out, Object... more) {
    List<?> words = List.of("export", "--model", run, "--to", to, "--out", out);
    return SignetRun.of(Stream.concat(words.stream(), Stream.of(more)).toList());
  }

  private static SignetRun predict(Path model, Object... more) {
    List<?> words = List.of("predict", "--model", model, hand);
    return SignetRun.of(Stream.concat(words.stream(), Stream.of(more)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, 1e-4",
    "--precision fp32, true, 1e-4",
    "--precision fp16, false, 0.05",
    "--quantize int8, true, 0.2"
  })
  void exportedFileAnswersLikeTheRun(String option, boolean inside, double tolerance) {
    Path file = folder.resolve("model.onnx");
    List<Object> more = new ArrayList<>();
    if (!option.isEmpty()) {
      more.addAll(List.of(option.split(" ", -1)));
    }
    if (inside) {
      more.add("--with-preprocessing");
    }
    SignetRun exported = export("onnx", file, more.toArray()).requireSuccess();
    assertThat(exported.out())
        .contains("Compared by: 12 of ", "ONNX Runtime 1.", "Same class: 1", " of 12; largest")
        .contains("Written: " + file);
    JsonNode ours = JSON.readTree(predict(run, "--format", "json", "--top-k", 6).out());
    JsonNode theirs = JSON.readTree(predict(file, "--format", "json", "--top-k", 6).out());
    JsonNode expected = ours.get("predictions").get(0);
    JsonNode answered = theirs.get("predictions").get(0);
    assertThat(answered.propertyNames()).isEqualTo(expected.propertyNames());
    assertThat(answered.get("classes")).hasSize(6);
    assertThat(answered.get("classes").get(0).get("probability").asDouble())
        .isCloseTo(
            expected.get("classes").get(0).get("probability").asDouble(),
            within(Math.max(tolerance, 0.05)));
  }

  @Test
  void answerAsJsonHoldsTheComparison() {
    Path file = folder.resolve("model.onnx");
    JsonNode answer = JSON.readTree(export("onnx", file, "--format", "json").out());
    assertThat(answer.propertyNames())
        .containsExactly(
            "file",
            "bytes",
            "model_bytes",
            "compared_by",
            "engine",
            "pictures",
            "same_top1",
            "largest_logit_difference",
            "largest_logit");
    assertThat(answer.get("bytes").asLong()).isEqualTo(file.toFile().length());
    assertThat(answer.get("same_top1").asInt()).isEqualTo(answer.get("pictures").asInt());
    assertThat(answer.get("largest_logit_difference").asDouble()).isLessThan(1e-4);
  }

  @Test
  void otherFormatsAreWrittenToo() {
    Path script = folder.resolve("model.pt");
    assertThat(export("torchscript", script).requireSuccess().out())
        .contains("Same class: 12 of 12", "libtorch 2.", "Written: " + script);
    Path state = folder.resolve("weights.pth");
    export("pytorch", state).requireSuccess();
    assertThat(TorchFile.read(state).stateDict().names()).contains("fc.weight", "conv1.0.weight");
    Path copy = folder.resolve("copy.safetensors");
    export("safetensors", copy).requireSuccess();
    assertThat(copy).hasSameBinaryContentAs(run.resolve("model.safetensors"));
    assertThat(predict(copy).requireSuccess().out()).isEqualTo(predict(run).out());
  }

  @Test
  void otherLayoutAnswersAlike() {
    Path file = folder.resolve("torchvision.safetensors");
    export("safetensors", file, "--layout", "torchvision").requireSuccess();
    assertThat(predict(file, "--precision", "fp32").requireSuccess().out())
        .isEqualTo(predict(run, "--precision", "fp32").out());
    Path state = folder.resolve("torchvision.pth");
    export("pytorch", state, "--layout", "torchvision").requireSuccess();
    assertThat(TorchFile.read(state).stateDict().names())
        .contains("layer1.0.conv1.weight")
        .doesNotContain("conv1.0.bias");
    export("onnx", folder.resolve("x"), "--layout", "article")
        .requireFailure(2, "--layout has no effect with --to onnx");
  }

  @Test
  void verboseSaysWhatComputes() {
    Path file = folder.resolve("model.onnx");
    export("onnx", file).requireSuccess();
    assertThat(predict(file, "--verbose", "--threads", 1).requireSuccess().err())
        .contains("precision: fp32, ONNX Runtime 1.", "time: start");
  }

  @Test
  void existingFileIsNeverReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "mine");
    export("onnx", file).requireFailure(1, file + " exists already; choose another name (--out)");
    assertThat(file).hasContent("mine");
    export("onnx", folder).requireFailure(1, "exists already");
  }

  @Test
  void placeThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    export("onnx", file.resolve("model.onnx")).requireFailure(1, "cannot write");
    export("pytorch", file.resolve("model.pth")).requireFailure(1, "cannot write");
  }

  @Test
  void optionsWithoutEffectAndWrongOnesAreRefused() {
    Path file = folder.resolve("x");
    export("pytorch", file, "--with-preprocessing")
        .requireFailure(2, "--with-preprocessing has no effect without --to onnx");
    export("torchscript", file, "--quantize", "int8")
        .requireFailure(2, "--quantize has no effect without --to onnx");
    export("safetensors", file, "--precision", "fp16")
        .requireFailure(2, "--precision has no effect without --to onnx");
    export("onnx", file, "--precision", "fp16", "--quantize", "int8")
        .requireFailure(2, "--precision fp16 and --quantize int8 exclude each other");
    export("onnx", file, "--precision", "bf16")
        .requireFailure(2, "must be one of fp32, fp16 but was 'bf16'");
    export("onnx", file, "--pictures", 0)
        .requireFailure(2, "--pictures must be between 1 and 10000 but was 0");
    export("keras", file)
        .requireFailure(
            2, "must be one of onnx, torchscript, pytorch, safetensors but was 'keras'");
    assertThat(file).doesNotExist();
  }

  @Test
  void integersNeedTrainingPictures() throws IOException {
    Path alone = Files.createDirectory(folder.resolve("alone")).resolve("model.safetensors");
    Files.copy(run.resolve("model.safetensors"), alone);
    Path file = folder.resolve("model.onnx");
    SignetRun.of(
            List.of(
                "export", "--model", alone, "--to", "onnx", "--out", file, "--quantize", "int8"))
        .requireFailure(1, "int8 is calibrated on training pictures", "(--data)");
    SignetRun named =
        SignetRun.of(
            List.of(
                "export",
                "--model",
                alone,
                "--to",
                "onnx",
                "--out",
                file,
                "--quantize",
                "int8",
                "--data",
                shared.resolve("pictures"),
                "--pictures",
                8));
    assertThat(named.requireSuccess().out()).contains("Compared by: 8 of ");
  }

  @Test
  void modelWithoutItsPicturesIsComparedByNoise() throws IOException {
    Path alone = Files.createDirectory(folder.resolve("alone")).resolve("model.safetensors");
    Files.copy(run.resolve("model.safetensors"), alone);
    Path file = folder.resolve("model.onnx");
    SignetRun exported =
        SignetRun.of(
            List.of("export", "--model", alone, "--to", "onnx", "--out", file, "--pictures", 20));
    assertThat(exported.requireSuccess().out()).contains("Compared by: 20 pictures of noise");
  }

  @Test
  void exportedAndForeignFilesAreAnsweredInOneLine() throws IOException {
    Path file = folder.resolve("model.onnx");
    export("onnx", file).requireSuccess();
    SignetRun.of(
            List.of("export", "--model", file, "--to", "onnx", "--out", folder.resolve("again")))
        .requireFailure(2, "is exported already");
    predict(file, "--precision", "bf16").requireFailure(2, "--precision has no effect on");
    predict(file, "--device", "cuda").requireFailure(2, "--device cuda is not possible");
    predict(file, "--classes", "a,b").requireFailure(2, "--classes has no effect on");
    Path text = Files.writeString(folder.resolve("text.onnx"), "not a network");
    predict(text).requireFailure(1, "text.onnx cannot be run by ONNX Runtime: ");
    predict(folder.resolve("none.onnx")).requireFailure(1, "there is no model at");
  }
}

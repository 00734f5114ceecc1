package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet evaluate} and {@code signet predict} with a model that {@code train} has made. */
class FinishedModelTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder;
  private static Path model;
  private static Path hand;
  private static Path bad;

  @BeforeAll
  static void train(@TempDir Path shared) throws IOException {
    folder = shared;
    Path pictures = SignetRun.makePictures(shared.resolve("pictures"));
    model = shared.resolve("run");
    SignetRun.train(pictures, model, "--epochs", "2").requireSuccess();
    Path album = Files.createDirectory(shared.resolve("album"));
    hand = Files.copy(SignetRun.FIXTURES.resolve("noise_37x20.png"), album.resolve("a.png"));
    bad = Files.writeString(album.resolve("b.jpg"), "not a picture");
    Files.copy(SignetRun.FIXTURES.resolve("noise_16x16.png"), album.resolve("c.png"));
  }

  private static SignetRun evaluate(Object... more) {
    return SignetRun.of(
        Stream.concat(Stream.of("evaluate", "--model", model), Stream.of(more)).toList());
  }

  private static SignetRun predict(Object... more) {
    return SignetRun.of(
        Stream.concat(Stream.of("predict", "--model", model), Stream.of(more)).toList());
  }

  @Test
  void runIsJudgedByItsOwnTestPictures() {
    assertThat(evaluate().requireSuccess().out())
        .containsPattern(
            "Data: .*test_signs.h5\\RLoss: \\d+\\.\\d{6}\\R"
                + "Accuracy: \\d+\\.\\d\\d% \\(\\d+ of 12\\), 95% interval \\d.*% to \\d.*%\\R")
        .contains("top-1 ", "top-5 ", "precision", "Confusion (rows: true class")
        .contains("Calibration: expected calibration error", "not calibrated");
  }

  @Test
  void evaluationAsJsonHoldsItsCounts() {
    JsonNode answer = JSON.readTree(evaluate("--format", "json").requireSuccess().out());
    assertThat(answer.propertyNames())
        .containsExactly(
            "data",
            "count",
            "correct",
            "accuracy",
            "interval",
            "loss",
            "top_k",
            "without_leaked",
            "by_class",
            "confidence",
            "most_confident_errors");
    assertThat(answer.get("by_class").get("confusion")).hasSize(6);
    assertThat(answer.get("count").asInt()).isEqualTo(12);
    assertThat(answer.get("accuracy").asDouble()).isEqualTo(answer.get("correct").asInt() / 12.0);
    assertThat(answer.get("loss").asDouble()).isPositive();
  }

  @Test
  void anotherPartCanBeChosen() {
    assertThat(evaluate("--part", "train").requireSuccess().out()).contains(" of 24)");
    evaluate("--part", "validation").requireFailure(1, "has no validation part (--part)");
  }

  @Test
  void modelFileIsAsGoodAsItsFolder() {
    Path file = model.resolve("model.safetensors");
    SignetRun run = SignetRun.of(List.of("evaluate", "--model", file)).requireSuccess();
    assertThat(run.out()).isEqualTo(evaluate().out());
  }

  @Test
  void mirrorImagesAreAskedToo() {
    assertThat(evaluate("--flip-average").requireSuccess().out())
        .contains(" of 12)")
        .isNotEqualTo(evaluate().out());
    String[] words = {"--precision", "fp32", "--format", "json"};
    String plain = predict(hand, words[0], words[1], words[2], words[3]).requireSuccess().out();
    String both =
        predict(hand, "--flip-average", words[0], words[1], words[2], words[3])
            .requireSuccess()
            .out();
    assertThat(probability(both)).isBetween(0.0, 1.0).isNotEqualTo(probability(plain));
  }

  private static double probability(String json) {
    JsonNode first = JSON.readTree(json).get("predictions").get(0).get("classes").get(0);
    return first.get("probability").asDouble();
  }

  @Test
  void picturesOfFewerClassesAreJudgedAndThatIsSaid() {
    SignetRun answer =
        evaluate("--data", SignetRun.FIXTURES.resolve("contiguous.h5")).requireSuccess();
    assertThat(answer.err()).contains("has no pictures of 3, 4, 5; there is no recall for them");
  }

  @Test
  void modelAloneDoesNotKnowItsPictures() throws IOException {
    Path alone = Files.createDirectory(folder.resolve("alone")).resolve("m.safetensors");
    Files.copy(model.resolve("model.safetensors"), alone);
    SignetRun.of(List.of("evaluate", "--model", alone))
        .requireFailure(1, "does not say which pictures to judge it by", "(--data)");
  }

  @Test
  void missingForeignAndDamagedModelsAreNamed() throws IOException {
    SignetRun.of(List.of("evaluate", "--model", folder.resolve("nowhere")))
        .requireFailure(1, "there is no model at", "nowhere");
    Path text = Files.writeString(folder.resolve("text.safetensors"), "not a model at all");
    SignetRun.of(List.of("predict", "--model", text, hand)).requireFailure(1, "text.safetensors");
    byte[] whole = Files.readAllBytes(model.resolve("model.safetensors"));
    Path half = folder.resolve("half.safetensors");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    SignetRun.of(List.of("predict", "--model", half, hand)).requireFailure(1, "half.safetensors");
  }

  @Test
  void pictureIsAnsweredInOneLine() {
    assertThat(predict(hand).requireSuccess().out())
        .matches("\\Q" + hand + "\\E: [0-5] \\(\\d+\\.\\d\\d %\\)\\R");
  }

  @Test
  void classesAreNamedTheMostProbableFirst() {
    JsonNode answer =
        JSON.readTree(predict(hand, "--format", "json", "--top-k", 9).requireSuccess().out());
    JsonNode prediction = answer.get("predictions").get(0);
    List<Double> probabilities =
        prediction.get("classes").values().stream()
            .map(node -> node.get("probability").asDouble())
            .toList();
    assertThat(probabilities).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isBetween(0.9999, 1.0001);
    assertThat(prediction.propertyNames())
        .containsExactly("picture", "unknown", "answer", "doubt", "classes");
    assertThat(prediction.get("picture").asString()).isEqualTo(hand.toString());
  }

  @Test
  void badPictureInAFolderIsNamedAndTheRestAnswered() {
    SignetRun run = predict(hand.resolveSibling(""));
    run.requireFailure(1, bad.toString(), "is not a picture that can be read");
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void badPictureIsAmongTheJson() {
    SignetRun run = predict(hand.resolveSibling(""), "--format", "json");
    run.requireFailure(1, bad.toString());
    JsonNode answer = JSON.readTree(run.out());
    List<JsonNode> unreadable =
        answer.get("predictions").values().stream().filter(it -> it.has("problem")).toList();
    assertThat(answer.get("predictions")).hasSize(3);
    assertThat(unreadable).hasSize(1);
    assertThat(unreadable.get(0).get("picture").asString()).isEqualTo(bad.toString());
    assertThat(unreadable.get(0).get("classes")).isEmpty();
  }

  @Test
  void tableHasARowForEachPictureAndClass() {
    SignetRun run = predict(hand.resolveSibling(""), "--format", "csv", "--top-k", 2);
    run.requireFailure(1, bad.toString());
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(1 + 2 + 1 + 2);
    assertThat(lines.get(0)).isEqualTo("file,rank,label,index,probability,answer,error");
    assertThat(lines.get(1)).startsWith(hand + ",1,");
    assertThat(lines.get(3)).startsWith(bad + ",,,,,,").contains("not a picture");
  }

  @Test
  void nothingToPredictIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    predict(empty).requireFailure(1, "no pictures (jpg, png, bmp, gif, webp, tif) in " + empty);
    predict(hand, "--top-k", 0).requireFailure(2, "--top-k must be at least 1 but was 0");
  }

  @Test
  void verboseSaysThePrecisionAndWhereTheTimeWent() {
    SignetRun answer = predict("--verbose", "--precision", "fp32", hand).requireSuccess();
    assertThat(answer.err())
        .contains("precision: fp32, ONNX Runtime 1.")
        .containsPattern("time: start .* s, model .* s, engine .* s, pictures .* s, in all .* s");
    assertThat(predict("--verbose", "--precision", "bf16", hand).requireSuccess().err())
        .contains("precision: bf16 (", "libtorch ");
    assertThat(predict("--precision", "fp32", hand).requireSuccess().err()).isEmpty();
  }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.runfolder.CrossValidationFolder;
import dev.signet.runfolder.PredictionsFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code signet train --folds}. */
class CrossValidationTest {
  private static Path folder;
  private static Path pictures;
  private static Path whole;
  private static SignetRun trained;

  @BeforeAll
  static void trainThreeFolds(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    whole = shared.resolve("whole");
    trained = train(whole, "--folds", "3").requireSuccess();
  }

  private static SignetRun train(Path out, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of("--recipe", "classic", "--batch-size", "4", "--epochs", "2"),
                Stream.of(more))
            .toList();
    return SignetRun.train(pictures, out, words.toArray(String[]::new));
  }

  private static SignetRun resume(Path run, String... more) {
    return SignetRun.of(
        Stream.concat(Stream.of("train", "--resume", run.toString()), Stream.of(more)).toList());
  }

  private static void requireSame(Path other) {
    for (int fold = 1; fold <= 3; fold++) {
      for (String file : List.of("model.safetensors", "predictions.csv", "evaluation.json")) {
        Path there = Path.of("fold-" + fold, file);
        assertThat(other.resolve(there)).hasSameBinaryContentAs(whole.resolve(there));
      }
    }
    assertThat(other.resolve("predictions.csv"))
        .hasSameBinaryContentAs(whole.resolve("predictions.csv"));
    assertThat(other.resolve("folds.json")).hasSameBinaryContentAs(whole.resolve("folds.json"));
  }

  @Test
  void everyPictureIsAnsweredOnceByTheNetworkThatHadNotSeenIt() {
    List<EvaluatedPicture> said = PredictionsFile.read(whole.resolve("predictions.csv"));
    assertThat(said)
        .extracting(EvaluatedPicture::index)
        .containsExactlyElementsOf(IntStream.range(0, 24).boxed().toList());
    assertThat(said).extracting(EvaluatedPicture::id).doesNotHaveDuplicates();
    assertThat(said).allMatch(picture -> picture.id().contains("train"));
    List<EvaluatedPicture> one =
        PredictionsFile.read(whole.resolve("fold-2").resolve("predictions.csv"));
    assertThat(one).hasSize(6 + 2 * 1);
    assertThat(one)
        .allSatisfy(
            picture ->
                assertThat(said)
                    .filteredOn(other -> other.id().equals(picture.id()))
                    .singleElement()
                    .isEqualTo(picture.at(indexOf(said, picture.id()))));
  }

  private static int indexOf(List<EvaluatedPicture> said, String id) {
    return said.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow().index();
  }

  @Test
  void meanSpreadAndIntervalAreSaidAndWritten() throws IOException {
    JsonNode all = Json.parse(Files.readString(whole.resolve("folds.json")));
    List<Double> accuracies = new ArrayList<>();
    all.get("folds").forEach(fold -> accuracies.add(fold.get("accuracy").asDouble()));
    double mean = accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
    double squares = accuracies.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
    assertThat(accuracies).hasSize(3);
    assertThat(all.at("/accuracy/mean").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(all.at("/accuracy/standard_deviation").asDouble())
        .isCloseTo(Math.sqrt(squares / 2), within(1e-12));
    assertThat(all.at("/balanced_accuracy/count").asInt()).isEqualTo(3);
    assertThat(all.at("/out_of_fold/count").asInt()).isEqualTo(24);
    assertThat(all.at("/out_of_fold/correct").asLong())
        .isEqualTo(
            PredictionsFile.read(whole.resolve("predictions.csv")).stream()
                .filter(EvaluatedPicture::correct)
                .count());
    assertThat(all.at("/out_of_fold/interval/low").asDouble())
        .isLessThan(all.at("/out_of_fold/accuracy").asDouble());
    assertThat(trained.out())
        .containsSubsequence(
            "is left untouched",
            "Fold 1: training 1 of 3",
            "Fold 3: training 3 of 3",
            "Accuracy over 3 folds: mean ",
            "standard deviation ",
            "Out of fold: ",
            "of 24 pictures, ",
            "95% interval ");
  }

  @Test
  void foldIsARunThatKnowsWhichOneItIs() {
    RunConfig config = new RunFolder(whole.resolve("fold-2")).readConfig();
    assertThat(config).isEqualTo(new CrossValidationFolder(whole).readPlan().run(2));
    SignetRun evaluated =
        SignetRun.of(List.of("evaluate", "--model", whole.resolve("fold-2"))).requireSuccess();
    assertThat(evaluated.out()).contains("(fold 2 of 3)");
  }

  @Test
  void interruptedOneGoesOnWithTheFoldsThatAreMissing() throws IOException {
    Path again = folder.resolve("again");
    train(again, "--folds", "3").requireSuccess();
    Files.delete(again.resolve("fold-2").resolve("predictions.csv")); // killed while it was judged
    new RunFolder(again.resolve("fold-3")).discard();
    Files.delete(again.resolve("folds.json"));
    Files.delete(again.resolve("predictions.csv"));
    SignetRun resumed = resume(again).requireSuccess();
    assertThat(resumed.out())
        .containsSubsequence(
            "Fold 1: trained and judged before",
            "Fold 2: training 2 of 3",
            "Going on from the end of epoch 2",
            "Fold 3: training 3 of 3",
            "Accuracy over 3 folds: ");
    requireSame(again);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsLeft() throws IOException {
    Path out = folder.resolve("refused");
    train(out, "--folds", "1")
        .requireFailure(2, "number of folds (--folds) must be between 2 and 100 but was 1");
    train(out, "--folds", "3", "--seeds", "2").requireFailure(2, "--seeds and --folds exclude");
    train(out, "--folds", "60").requireFailure(2, "choose fewer folds (--folds)");
    train(out, "--group", "runs").requireFailure(2, "without --validation or --folds");
    train(out, "--folds", "3", "--validation", "0.2", "--numbers", "x.csv")
        .requireFailure(2, "--numbers is about all pictures");
    train(out, "--folds", "3", "--group", "no[thing]?here")
        .requireFailure(1, "group pattern no[thing]?here finds nothing in");
    assertThat(out).doesNotExist();
    resume(whole, "--folds", "4").requireFailure(2, "--folds and --resume exclude each other");
    resume(whole, "--lr", "0.5")
        .requireFailure(2, "a cross-validation goes on (--resume) as it was");
    try (RunLock lock = new CrossValidationFolder(whole).lock()) {
      resume(whole).requireFailure(1, "is in use by another training");
    }
  }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.artifact.Confidence;
import dev.signet.artifact.FittedOn;
import dev.signet.artifact.ModelFile;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.Part;
import dev.signet.data.hdf5.SignsHdf5;
import dev.signet.data.synthetic.Strangers;
import dev.signet.picture.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that sets a validation part aside, and what its model knows of its own doubts. */
class CalibrationTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder;
  private static Path pictures;
  private static Path run;
  private static SignetRun trained;

  @BeforeAll
  static void train(@TempDir Path shared) {
    folder = shared;
    pictures = shared.resolve("pictures");
    SignetRun.of(
            List.of(
                "data", "make", "--train", 120, "--test", 12, "--input", "3x32x32", "--out",
                pictures))
        .requireSuccess();
    run = shared.resolve("run");
    trained =
        SignetRun.train(
                pictures, run, "--recipe", "classic", "--epochs", "2", "--validation", "0.25")
            .requireSuccess();
  }

  private static SignetRun signet(Object... words) {
    return SignetRun.of(Stream.of(words).toList());
  }

  private static Confidence confidence(Path model) {
    return ModelFile.read(model).manifest().confidence().orElseThrow();
  }

  @Test
  void trainingFitsItsConfidenceOnTheValidationPart() {
    assertThat(trained.out()).contains("The number of train set: 90", "fitted on the validation");
    FittedOn fittedOn = confidence(run).fittedOn().orElseThrow();
    assertThat(fittedOn.pictures()).isEqualTo(30);
    assertThat(fittedOn.data()).endsWith("(validation)");
    assertThat(confidence(run).novelty()).isPresent();
    assertThat(trained.out())
        .contains("Coverage: 30 pictures bear out 93.55% at most, not 95.00%; that takes 39");
  }

  @Test
  void runHoldsItsEvaluationAndEveryPicturesAnswer() throws IOException {
    JsonNode evaluation = JSON.readTree(Files.readString(run.resolve("evaluation.json")));
    assertThat(evaluation.get("count").asInt()).isEqualTo(12);
    assertThat(Files.readAllLines(run.resolve("predictions.csv"))).hasSize(1 + 12);
  }

  @Test
  void evaluationCountsTheUnknown() {
    SignetRun answer = signet("evaluate", "--model", run).requireSuccess();
    assertThat(answer.out())
        .containsPattern("Unknown: \\d+ of 12 \\(\\d+ below the threshold of .*%, \\d+ unlike")
        .contains("Answering the surest only: 50% at", "fitted on 30 pictures of")
        .containsPattern("Reliability \\(said: right, of pictures\\): \\d+%: \\d+% of \\d+");
    JsonNode json =
        JSON.readTree(
            signet("evaluate", "--model", run, "--format", "json").requireSuccess().out());
    assertThat(json.get("confidence").get("abstention").get("threshold").asDouble())
        .isEqualTo(confidence(run).threshold());
  }

  @Test
  void evaluationIsATableOfMetricsToo() throws IOException {
    Path each = folder.resolve("each.csv");
    SignetRun answer =
        signet("evaluate", "--model", run, "--format", "csv", "--predictions", each)
            .requireSuccess();
    assertThat(answer.out())
        .startsWith("metric,class,value")
        .contains("\nprecision,5,", "\ncurve_1_threshold,,", "\ncurve_12_coverage,,1.0");
    List<String> lines = answer.out().lines().toList();
    assertThat(sum(lines, "taken_for_[0-5],[0-5],")).isEqualTo(12);
    assertThat(sum(lines, "bin_[01]\\.\\d{3}_count,,")).isEqualTo(12);
    assertThat(sum(lines, "calibrated_bin_[01]\\.\\d{3}_count,,")).isEqualTo(12);
    assertThat(Files.readAllLines(each).get(0))
        .isEqualTo("index,id,label,predicted,probability,novelty,answer,leak");
  }

  /** The values of the rows that begin so. */
  private static long sum(List<String> lines, String beginning) {
    return lines.stream()
        .filter(line -> line.matches(beginning + "\\d+"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
        .sum();
  }

  /** Twelve pictures to judge by: three as in the training part, two nearly so. */
  private static Path leaky() {
    ImageSource train = SignsHdf5.read(pictures.resolve("train_signs.h5"));
    ImageSource test = SignsHdf5.read(pictures.resolve("test_signs.h5"));
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(
          i < 5
              ? LabelledImage.of(train, i)
              : LabelledImage.of(test, i)); // the first of a class are learned from
    }
    for (int i = 3; i < 5; i++) {
      byte[] pixels = train.pixels(i).clone();
      for (int k = 0; k < pixels.length; k++) {
        pixels[k] += (byte) ((pixels[k] & 255) > 127 ? -(k % 5) : k % 5);
      }
      images.set(i, new LabelledImage("near", train.label(i), pixels));
    }
    Path file = folder.resolve("leaky_test_signs.h5");
    SignsHdf5.write(
        file,
        new InMemorySource("leaky", new ImageSize(32, 32), test.classes(), images),
        Part.TEST);
    return file;
  }

  @Test
  void leakedPicturesAreLeftOutOfASecondScoreCopiesIncluded() throws IOException {
    Path file = leaky();
    Path each = folder.resolve("leaky.csv");
    assertThat(signet("evaluate", "--model", run, "--data", file).requireSuccess().out())
        .containsPattern(
            "without the 5 pictures that the training part holds, too \\(3 identical, 2 nearly"
                + " so\\): .* \\(\\d of 7\\)");
    JsonNode clean =
        JSON.readTree(
                signet("evaluate", "--model", run, "--data", file, "--format", "json")
                    .requireSuccess()
                    .out())
            .get("without_leaked");
    assertThat(clean.get("identical").asInt()).isEqualTo(3);
    assertThat(clean.get("near").asInt()).isEqualTo(2);
    assertThat(clean.get("others").get("count").asInt()).isEqualTo(7);
    SignetRun table =
        signet(
            "evaluate", "--model", run, "--data", file, "--format", "csv", "--predictions", each);
    assertThat(table.requireSuccess().out())
        .contains("\nleaked_identical,,3", "\nleaked_near,,2", "\nwithout_leaked_count,,7");
    assertThat(Files.readAllLines(each).stream().map(line -> line.replaceAll(".*,", "")))
        .containsExactly(
            "leak",
            "identical",
            "identical",
            "identical",
            "near",
            "near",
            "none",
            "none",
            "none",
            "none",
            "none",
            "none",
            "none");
  }

  @Test
  void calibrationCanBeAskedForAgainWithAnotherAim() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.copy(run.resolve("config.json"), copy.resolve("config.json"));
    Files.copy(run.resolve("model.safetensors"), copy.resolve("model.safetensors"));
    SignetRun all = signet("calibrate", "--model", copy, "--coverage", 1).requireSuccess();
    assertThat(all.out())
        .contains("Unknown: 0 of 30 validation pictures", "Coverage: 100.00% of new pictures")
        .containsPattern("no class: noise 0.00%, walls 0.00%, things 0.00%");
    assertThat(confidence(copy).novelty()).isEmpty();
    SignetRun half = signet("calibrate", "--model", copy, "--coverage", 0.5, "--format", "json");
    JsonNode json = JSON.readTree(half.requireSuccess().out());
    assertThat(json.get("unknown").asInt()).isBetween(6, 12);
    assertThat(json.get("coverage_bound").asDouble()).isCloseTo(1 - 14 / 31.0, within(1e-12));
    assertThat(json.get("threshold").asDouble()).isEqualTo(confidence(copy).threshold());
  }

  @Test
  void noiseIsUnknownWhicheverEngineAnswers() throws IOException {
    ImageSource noise = Strangers.generate(Strangers.Kind.NOISE, 20, 32, 7);
    Path album = Files.createDirectory(folder.resolve("noise"));
    for (int i = 0; i < noise.size(); i++) {
      ImageIO.write(image(noise, i), "png", album.resolve(i + ".png").toFile());
    }
    for (String precision : List.of("auto", "bf16")) { // ONNX Runtime, libtorch
      SignetRun answer = signet("predict", "--model", run, "--precision", precision, album);
      assertThat(answer.requireSuccess().out().lines().filter(line -> line.contains(": unknown, ")))
          .as(precision)
          .hasSizeGreaterThan(15);
    }
  }

  private static BufferedImage image(ImageSource pictures, int index) {
    int width = pictures.pictureSize().width();
    BufferedImage image =
        new BufferedImage(width, pictures.pictureSize().height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = pictures.pixels(index);
    for (int i = 0; i < pixels.length / 3; i++) {
      int red = pixels[3 * i] & 255;
      int green = pixels[3 * i + 1] & 255;
      int blue = pixels[3 * i + 2] & 255;
      image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return image;
  }

  @Test
  void mirrorImagesAreNotCalibrated() {
    for (String command : List.of("evaluate", "predict")) {
      List<Object> words = new ArrayList<>(List.of(command, "--model", run, "--flip-average"));
      if (command.equals("predict")) {
        words.add(SignetRun.FIXTURES.resolve("noise_16x16.png"));
      }
      assertThat(SignetRun.of(words).requireSuccess().err())
          .contains("warning: " + run + ": temperature and threshold were fitted without mirror");
    }
  }

  @Test
  void picturesThatTrainedOrJudgeTheModelAreRefused() {
    signet("calibrate", "--model", run, "--data", pictures.resolve("test_signs.h5"))
        .requireFailure(1, "12 of the 12 pictures", "judge the model", "(--data)");
    signet("calibrate", "--model", run, "--data", pictures.resolve("train_signs.h5"))
        .requireFailure(1, "90 of the 120 pictures", "trained the model");
    signet("calibrate", "--model", run, "--data", pictures)
        .requireFailure(1, "has no validation part, only [train, test]");
    signet("calibrate", "--model", run, "--coverage", 0).requireFailure(2, "coverage (--coverage)");
  }

  @Test
  void modelIsNotBetterThanItself() {
    SignetRun answer = signet("compare", run, run).requireSuccess();
    assertThat(answer.out())
        .contains("Right only by A: 0, only by B: 0", "do not tell the models apart: p = 1.0000")
        .doesNotContain("better");
    JsonNode json =
        JSON.readTree(signet("compare", run, run, "--format", "json").requireSuccess().out());
    assertThat(json.get("significant").asBoolean()).isFalse();
    assertThat(signet("compare", run, run, "--format", "csv").requireSuccess().out().lines())
        .hasSize(3);
  }

  @Test
  void seedsAreRepeatedAndSummedUp() throws IOException {
    Path out = folder.resolve("seeds");
    SignetRun answer =
        SignetRun.train(pictures, out, "--epochs", "1", "--seeds", "2", "--seed", "5");
    assertThat(answer.requireSuccess().out())
        .contains("Seed 5: training 1 of 2", "Seed 6: training 2 of 2")
        .containsPattern("Seed 5: .*%, 95% interval .*% to .*%\\RSeed 6: .*%, 95% interval")
        .containsPattern("Accuracy over 2 seeds: mean .*%, standard deviation .*, .*% to .*%")
        .containsPattern("Loss over 2 seeds: mean \\d\\.\\d{4}, standard deviation");
    assertThat(SignetRun.names(out)).containsExactly("seed-5", "seed-6", "seeds.json");
    JsonNode json = JSON.readTree(Files.readString(out.resolve("seeds.json")));
    double mean =
        (json.get("accuracies").get(0).asDouble() + json.get("accuracies").get(1).asDouble()) / 2;
    assertThat(json.get("accuracy").get("mean").asDouble()).isEqualTo(mean);
    SignetRun.train(pictures, folder.resolve("none"), "--seeds", "1")
        .requireFailure(2, "number of seeds (--seeds) must be between 2 and 1000 but was 1");
    SignetRun.train(pictures.resolve("train_signs.h5"), folder.resolve("none"), "--seeds", "2")
        .requireFailureBeside(1, "--seeds compares scores", "neither a test nor a validation part");
  }

  @Test
  void optionsOfTheValidationPartNeedOne() {
    SignetRun.train(pictures, folder.resolve("none"), "--group", "runs")
        .requireFailure(2, "no effect without --validation");
    SignetRun.train(pictures, folder.resolve("none"), "--validation", "1.5")
        .requireFailure(2, "validation part (--validation) must be > 0 and < 1 but was 1.5");
  }
}

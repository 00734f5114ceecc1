package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.artifact.ModelFile;
import dev.signet.config.Fit;
import dev.signet.testing.Python;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Photos that are not square, from {@code train} to every way to ask the model. */
class FitTest {
  /** As torchvision does it, by the ONNX file and its own words; prints probabilities. */
  private static final String ASK =
      """
      import sys, json, numpy as np, onnxruntime
      from PIL import Image
      from torchvision.transforms import v2
      session = onnxruntime.InferenceSession(sys.argv[1])
      words = session.get_modelmeta().custom_metadata_map
      assert words['fit'] == 'crop', words
      assert words['input_pictures'] == ('scaled to cover 36 x 36, of which the centre of 32 x 32'
                                         ' is taken, antialiased'), words
      frame = v2.Compose([v2.Resize(36, antialias=True), v2.CenterCrop(32)])
      pixels = np.asarray(frame(Image.open(sys.argv[2]).convert('RGB')))[None]
      logits = session.run(None, {session.get_inputs()[0].name: pixels})[0][0]
      print(*np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum())
      """;

  private static Path photos;
  private static Path run;
  private static SignetRun trained;

  @TempDir Path folder;

  @BeforeAll
  static void train(@TempDir Path all) throws IOException {
    photos = all.resolve("photos");
    for (int i = 0; i < 24; i++) {
      draw(photos.resolve((i % 2 == 0 ? "left/" : "right/") + i + ".png"), i);
    }
    run = all.resolve("run");
    trained =
        SignetRun.train(
                photos,
                run,
                "--epochs",
                "2",
                "--input",
                "32x32",
                "--validation",
                "0.3",
                "--random-resized-crop",
                "0.5")
            .requireSuccess();
  }

  /** A bright half of 60 x 45 pixels, with noise. */
  private static void draw(Path file, int number) throws IOException {
    BufferedImage image = new BufferedImage(60, 45, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(number);
    for (int y = 0; y < 45; y++) {
      for (int x = 0; x < 60; x++) {
        int light = ((x < 30) == (number % 2 == 0) ? 150 : 40) + random.nextInt(60);
        image.setRGB(x, y, (light << 16) | ((light / 2) << 8) | ((light + y) & 0xff));
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static double first(SignetRun predicted) {
    JsonNode answer = new JsonMapper().readTree(predicted.requireSuccess().out());
    for (JsonNode one : answer.get("predictions").get(0).get("classes")) {
      if (one.get("label").asString().equals("left")) {
        return one.get("probability").asDouble();
      }
    }
    throw new AssertionError(predicted.out());
  }

  private SignetRun predict(Path model, Path picture) {
    return SignetRun.of(
        List.of("predict", "--model", model, picture, "--format", "json", "--top-k", 2));
  }

  @Test
  void theChoiceIsSaidAndKept() {
    assertThat(trained.err())
        .contains(
            "note: %s: fit crop, because 0 of 24 pictures looked at are square; --fit chooses"
                    .formatted(photos)
                + " another");
    assertThat(ModelFile.read(run).manifest().preprocessing().fit()).isEqualTo(Fit.CROP);
    assertThat(run.resolve("config.json"))
        .content()
        .contains("\"fit\" : \"crop\"", "\"random_resized_crop\" : 0.5");
  }

  @Test
  void whatIsAskedIsCroppedAlike() {
    SignetRun judged = SignetRun.of(List.of("evaluate", "--model", run, "--data", photos));
    SignetRun again = SignetRun.of(List.of("evaluate", "--model", run, "--part", "validation"));
    assertThat(judged.requireSuccess().out()).isNotEqualTo(again.requireSuccess().out());
    Path picture = photos.resolve("left/2.png");
    Path onnx = folder.resolve("model.onnx");
    SignetRun.of(
            List.of(
                "export", "--model", run, "--to", "onnx", "--with-preprocessing", "--out", onnx))
        .requireSuccess();
    assertThat(first(predict(onnx, picture))).isCloseTo(first(predict(run, picture)), within(1e-3));
    SignetRun.of(List.of("predict", "--model", run, picture, "--fit", "pad"))
        .requireFailure(2, "--fit has no effect on");
  }

  @Test
  @Tag("python")
  void theOnnxFileAnswersAlikeByTorchvisionsTransforms() throws Exception {
    Python python = Python.with("onnxruntime, torchvision.transforms.v2");
    Path picture = photos.resolve("left/2.png");
    Path onnx = folder.resolve("model.onnx");
    SignetRun.of(
            List.of(
                "export", "--model", run, "--to", "onnx", "--with-preprocessing", "--out", onnx))
        .requireSuccess();
    double theirs = Double.parseDouble(python.run(ASK, onnx, picture).split(" ", -1)[0]);
    assertThat(theirs).isCloseTo(first(predict(run, picture)), within(1e-3));
  }

  @Test
  void aRunGoesOnWithItsFitAlone() {
    SignetRun.of(List.of("train", "--resume", run, "--fit", "pad"))
        .requireFailureBeside(2, "fit was \"crop\" and is \"pad\"");
  }

  @Test
  void builtInPicturesHaveTheirSize() {
    SignetRun.of(List.of("train", "--fit", "crop", "--out", folder.resolve("none")))
        .requireFailure(
            2,
            "--fit has no effect without --data: built-in pictures are drawn in their size; name"
                + " the pictures (--data)");
  }
}

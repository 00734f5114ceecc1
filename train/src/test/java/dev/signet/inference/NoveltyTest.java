package dev.signet.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestModels;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Novelty;
import dev.signet.confidence.FeatureSpace;
import dev.signet.config.PredictionConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.inference.Prediction.Doubt;
import dev.signet.onnx.OnnxModel;
import dev.signet.onnx.OnnxNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture is as novel to one engine as to the other. */
class NoveltyTest {
  private static final int SIDE = 32;
  private static final ModelFile MODEL = TestModels.tiny(SIDE, 4, 1);
  private static final ImageSource PICTURES = SyntheticSigns.generate(8, SIDE, 3);

  /** Beyond the limit are all pictures, or none. */
  private static ModelFile limited(double limit) {
    int features = MODEL.toFoldedNet().withFeatures().classes() - 4;
    float[] axis = new float[features];
    axis[0] = 1;
    Novelty novelty = Novelty.of(limit, new FeatureSpace(new float[features], List.of(axis)));
    return MODEL.withManifest(
        MODEL
            .manifest()
            .withConfidence(new Confidence(1, 0, Optional.of(novelty), Optional.empty())));
  }

  private static List<Doubt> doubts(Classifier classifier) {
    try (classifier) {
      return classifier
          .predictPixels(IntStream.range(0, PICTURES.size()).mapToObj(PICTURES::pixels).toList())
          .stream()
          .map(Prediction::doubt)
          .toList();
    }
  }

  private static Classifier libtorch(ModelFile model) {
    return Classifier.of(model, PredictionConfig.DEFAULT);
  }

  private static Classifier onnxRuntime(ModelFile model) {
    return Classifier.withOnnxRuntime(model, 1, false);
  }

  @Test
  void bothEnginesKnowTheLimit() {
    assertThat(doubts(libtorch(limited(0)))).containsOnly(Doubt.NOVEL);
    assertThat(doubts(onnxRuntime(limited(0)))).containsOnly(Doubt.NOVEL);
    assertThat(doubts(libtorch(limited(1e9)))).containsOnly(Doubt.NONE);
    assertThat(doubts(onnxRuntime(limited(1e9)))).containsOnly(Doubt.NONE);
  }

  @Test
  void exportedFileSaysThatItsLimitHasNoEffect(@TempDir Path folder) throws IOException {
    ModelFile model = limited(0);
    Path file = folder.resolve("model.onnx");
    Files.write(
        file,
        OnnxModel.of(model.toFoldedNet(), model.manifest(), new OnnxNumbers.Fp32(), false)
            .toBytes());
    Classifier exported = Classifier.openOnnx(file, 1, false);
    assertThat(exported.caveats()).singleElement().asString().contains("novelty limit has no");
    assertThat(doubts(exported)).containsOnly(Doubt.NONE);
  }

  @Test
  void mirrorImagesAreNotWhatWasCalibrated() {
    try (Classifier mirrored = Classifier.withOnnxRuntime(limited(1), 1, true);
        Classifier plain = onnxRuntime(limited(1));
        Classifier uncalibrated = Classifier.withOnnxRuntime(MODEL, 1, true)) {
      assertThat(mirrored.caveats()).containsExactly(Classifier.MIRRORS);
      assertThat(plain.caveats()).isEmpty();
      assertThat(uncalibrated.caveats()).isEmpty();
    }
  }
}

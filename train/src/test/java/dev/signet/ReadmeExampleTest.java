package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import dev.signet.testing.Snippets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's Java code is what stands here between the markers, and it runs. */
class ReadmeExampleTest {
  private static final Path SOURCE = Path.of("src/test/java/dev/signet/ReadmeExampleTest.java");

  // snippet: train
  static void train(Path out) {
    DataConfig source = DataConfig.Synthetic.DEFAULT;
    InputSize size = InputSize.square(32);
    DataParts data = ConfiguredData.load(source, Optional.of(size));
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, size, 6);
    RunConfig fast = RunConfig.of(Recipe.FAST, source, net, 0); // seed
    RunConfig config = fast.withTraining(fast.training().withEpochs(3));

    RunResult result = Run.train(new RunSpec(out, config, data), new RunListener() {});
    System.out.println("Test accuracy: " + result.evaluation().orElseThrow().accuracy());
  }

  // end snippet

  // snippet: predict
  static void predict(Path run, Path picture) {
    try (Classifier classifier = Classifier.open(run)) {
      Prediction prediction = classifier.predict(picture);
      System.out.println(prediction.label() + ": " + prediction.probability());
    }
  }

  // end snippet

  @Test
  void codeOfTheReadmeRuns(@TempDir Path folder) throws IOException {
    Path run = folder.resolve("run");
    train(run);
    assertThat(run.resolve("config.json")).exists();
    assertThat(run.resolve("model.safetensors")).exists();
    assertThat(run.resolve("ResNetTiny_params.pkl")).exists();
    assertThat(run.resolve("history.csv")).content().hasLineCount(4);
    assertThat(run.resolve("report.html")).exists();
    Path picture = folder.resolve("hand.png");
    writePicture(SyntheticSigns.render(3, 64, 1), 64, picture);
    predict(run, picture);
  }

  private static void writePicture(byte[] rgb, int side, Path file) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      int pixel =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      image.setRGB(i % side, i / side, pixel);
    }
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, train",
    "README.md, predict",
    "README.zh-CN.md, train",
    "README.zh-CN.md, predict"
  })
  void readmeShowsTheVeryLines(String page, String name) throws IOException {
    assertThat(Snippets.onPage(Path.of("..", page), name))
        .isNotEmpty()
        .isEqualTo(Snippets.inSource(SOURCE, name));
  }
}

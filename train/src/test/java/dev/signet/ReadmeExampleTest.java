package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import dev.signet.libtorch.ComputeDevice;
import dev.signet.reporting.CsvHistory;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.RunResult;
import dev.signet.training.StopSignal;
import dev.signet.training.TrainingRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's Java code is what stands here between the markers, and it runs. */
class ReadmeExampleTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE = Path.of("src/test/java/dev/signet/ReadmeExampleTest.java");

  // snippet: train
  static void train(Path out) {
    DataConfig source = new DataConfig.Synthetic(240, 60, 7); // train, test, seed
    DataParts data = ConfiguredData.load(source, Optional.of(InputSize.square(64)));
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(64), 6);
    RunConfig classic = RunConfig.of(Recipe.CLASSIC, source, net, 0);
    RunConfig config = classic.withTraining(classic.training().withEpochs(3));

    RunFolder folder = RunFolder.create(out);
    try (CsvHistory history = new CsvHistory(folder.history())) {
      TrainingRun run = new TrainingRun(config, data, folder, ComputeDevice.choose("auto"));
      RunResult result = run.execute(List.of(history), new StopSignal());
      System.out.println("Test accuracy: " + result.test().orElseThrow().accuracy());
    }
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
  @ValueSource(strings = {"train", "predict"})
  void readmeShowsTheVeryLines(String name) throws IOException {
    assumeTrue(Files.exists(README), "there is no README.md yet");
    assertThat(readmeBlock(name)).isEqualTo(snippet(name));
  }

  private static String snippet(String name) throws IOException {
    return Files.readAllLines(SOURCE).stream()
        .dropWhile(line -> !line.equals("  // snippet: " + name))
        .skip(1)
        .takeWhile(line -> !line.equals("  // end snippet"))
        .reduce("", (text, line) -> text + line + "\n")
        .stripTrailing() // a last line without indentation would keep that of all others
        .stripIndent();
  }

  private static String readmeBlock(String name) throws IOException {
    return Files.readAllLines(README).stream()
        .dropWhile(line -> !line.equals("<!-- snippet: " + name + " -->"))
        .dropWhile(line -> !line.equals("```java"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .reduce("", (text, line) -> text + line + "\n")
        .strip();
  }
}

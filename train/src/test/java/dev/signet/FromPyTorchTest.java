package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.ComputeConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.ScheduleConfig;
import dev.signet.config.TrainingConfig;
import dev.signet.data.Batches;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Prefetch;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.listeners.tensorboard.EventFile;
import dev.signet.metrics.Tally;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.network.ModelSummary;
import dev.signet.picture.Batch;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.testing.Snippets;
import dev.signet.training.EpochCompleted;
import dev.signet.training.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of docs/from-pytorch.md is what stands here between the markers, and it runs. */
class FromPyTorchTest {
  private static final Path PAGE = Path.of("..", "docs", "from-pytorch.md");
  private static final Path SOURCE = Path.of("src/test/java/dev/signet/FromPyTorchTest.java");

  @TempDir Path folder;

  static long network() {
    // snippet: network
    ModelConfig config =
        new ModelConfig(ResNetVariant.RESNET34, Layout.TORCHVISION, InputSize.square(64), 6);
    long parameters = ModelSummary.of(config).parameters();

    try (ResNet net = ResNet.create(config, 0); // seed
        PointerScope scope = new PointerScope()) {
      Tensor logits = net.forward(torch.zeros(1, 3, 64, 64));
      System.out.println(Arrays.toString(logits.shape()));
    }
    // end snippet
    return parameters;
  }

  static DataParts pictures(Path photos) {
    // snippet: pictures
    DataConfig source = new DataConfig.Files(photos.toString(), Optional.empty());
    DataParts parts = ConfiguredData.load(source, Optional.of(InputSize.square(64)));
    ImageSource train = parts.train();
    int label = train.label(0);
    String name = train.classes().get(label);
    // end snippet
    assertThat(name).isEqualTo("0");
    return parts;
  }

  static int batches(ImageSource train) {
    int pictures = 0;
    // snippet: batches
    int epoch = 0;
    Batches order = Batches.shuffled(train, 32, 0, epoch); // seed 0
    try (Prefetch batches = Prefetch.of(order)) {
      for (Batch batch : batches) {
        pictures += batch.count();
      }
    }
    // end snippet
    return pictures;
  }

  static AugmentationConfig augmentation() {
    // snippet: augmentation
    AugmentationConfig change =
        new AugmentationConfig(
            true, // flip
            0.05, // shift
            4, // degrees of rotation
            0.04, // scale
            0, // brightness
            0.05, // contrast
            0.2, // saturation
            0, // hue
            0.1, // share of pictures with a grey rectangle
            0); // smallest share of the area that is cut out; 0: none
    // end snippet
    return change;
  }

  static double optimizer() {
    // snippet: optimizer
    OptimizerConfig optimizer = new OptimizerConfig.Sgd(0.05, 0.9, true, 5e-4);
    ScheduleConfig schedule = new ScheduleConfig.OneCycle(0.1, 0.001);
    double lr = 0.05 * schedule.factor(10, 100); // of step 10 of 100
    TrainingConfig fast = Recipe.FAST.training(); // has all of it
    // end snippet
    assertThat(fast.optimizer()).isEqualTo(optimizer);
    assertThat(fast.schedule()).isEqualTo(schedule);
    return lr;
  }

  static RunResult loop(Path out, RunConfig config, DataParts parts) {
    // snippet: loop
    RunListener listener =
        new RunListener() {
          @Override
          public void epochCompleted(EpochCompleted event) {
            System.out.println(event.record().trainLoss());
          }
        };
    RunResult result = Run.train(new RunSpec(out, config, parts), listener);
    // end snippet
    return result;
  }

  static void saving(ResNet net, Path file) {
    // snippet: saving
    TorchFile.write(ModelState.of(net), file);
    StateDict state = TorchFile.read(file).stateDict();
    ModelState.load(net, state, file.toString());
    // end snippet
  }

  static double evaluating(ResNet net, ImageSource test) {
    // snippet: evaluating
    ComputeDevice device = ComputeDevice.choose("auto");
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.of(ComputeConfig.CLASSIC, device));
    Tally tally = new Evaluator(inputs, 32).evaluate(net, test);
    System.out.println(tally.accuracy());
    // end snippet
    return tally.accuracy();
  }

  static void predicting(Path run, Path picture) {
    // snippet: predicting
    try (Classifier classifier = Classifier.open(run)) {
      Prediction answer = classifier.predict(picture);
      System.out.println(answer.label() + " " + answer.probability());
    }
    // end snippet
  }

  static void tensorboard(Path folder, int epoch, double loss) {
    // snippet: tensorboard
    try (EventFile events = EventFile.create(folder)) {
      events.scalar("loss/train", epoch, loss, Instant.now());
    }
    // end snippet
  }

  static List<String> names() throws IOException {
    return Snippets.named(PAGE);
  }

  @ParameterizedTest
  @MethodSource("names")
  void pageShowsTheVeryLines(String name) throws IOException {
    assertThat(Snippets.onPage(PAGE, name)).isNotEmpty().isEqualTo(Snippets.inSource(SOURCE, name));
  }

  @Test
  void choicesSayWhatTheyLookLike() {
    assertThat(network()).isEqualTo(21_287_750);
    assertThat(augmentation().flip()).isTrue();
    assertThat(optimizer()).isEqualTo(0.05, within(0.001));
  }

  @Test
  void fromPicturesToAnAnswer() throws IOException {
    Path photos = photos();
    DataParts parts = pictures(photos);
    assertThat(batches(parts.train())).isEqualTo(12);
    ModelConfig tiny = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(64), 6);
    DataConfig source = new DataConfig.Files(photos.toString(), Optional.empty());
    RunConfig fast = RunConfig.of(Recipe.FAST, source, tiny, 0);
    RunConfig config = fast.withTraining(fast.training().withEpochs(1));
    Path run = folder.resolve("run");
    assertThat(loop(run, config, parts).finished().interrupted()).isFalse();
    predicting(run, photos.resolve("3").resolve("1.png"));
    tensorboard(folder, 0, 1.79);
    try (ResNet net = ResNet.create(tiny, 0)) {
      saving(net, folder.resolve("net.pth"));
      assertThat(evaluating(net, parts.train())).isBetween(0.0, 1.0);
    }
  }

  /** Two drawn pictures of each digit, in a folder for each. */
  private Path photos() throws IOException {
    Path photos = folder.resolve("photos");
    ImageSource drawn = SyntheticSigns.generate(12, 64, 1);
    for (int i = 0; i < drawn.size(); i++) {
      Path digit = Files.createDirectories(photos.resolve(Integer.toString(drawn.label(i))));
      Png.write(drawn.toImage(i), digit.resolve(i / 6 + ".png"));
    }
    return photos;
  }
}

package example;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.inference.Classifier;
import dev.signet.picture.Picture;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Trains a tiny network on pictures of one's own and asks it about a new one. */
final class TrainOnShapes {
  private TrainOnShapes() {}

  public static void main(String[] args) {
    System.out.println(train(Path.of(args[0])));
    System.exit(0); // libtorch's threads live on
  }

  static String train(Path folder) {
    Shapes learn = new Shapes(400, 1);
    Shapes judge = new Shapes(100, 2);
    DataParts parts = new DataParts(learn, Optional.empty(), Optional.of(judge));

    // What the run's config.json says of the pictures; they come from the parts.
    DataConfig described = new DataConfig.Files("shapes", Optional.empty());
    ModelConfig net =
        new ModelConfig(ResNetVariant.TINY, Layout.TORCHVISION, InputSize.square(32), 2);
    RunConfig config = RunConfig.of(Recipe.FAST, described, net, 0);
    config = config.withTraining(config.training().withEpochs(4));
    RunResult result = Run.train(new RunSpec(folder, config, parts), new RunListener() {});

    try (Classifier classifier = Classifier.open(folder)) {
      String label = classifier.predict(Picture.of(new Shapes(2, 3).draw(0))).label();
      double accuracy = result.evaluation().orElseThrow().accuracy();
      return "accuracy %.2f, the disc is a %s".formatted(accuracy, label);
    }
  }
}

package example;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.run.Run;
import dev.signet.run.RunSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Trains on the built-in pictures of hands and leaves a plot beside the run's files. */
final class TrainWithPlot {
  private TrainWithPlot() {}

  public static void main(String[] args) {
    train(Path.of(args[0]));
    System.exit(0); // libtorch's threads live on
  }

  static void train(Path folder) {
    DataConfig hands = new DataConfig.Synthetic(240, 60, 7);
    InputSize size = InputSize.square(32);
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, size, 6);
    RunConfig config = RunConfig.of(Recipe.FAST, hands, net, 0);
    config = config.withTraining(config.training().withEpochs(2));
    Run.train(
        new RunSpec(folder, config, ConfiguredData.load(hands, Optional.of(size))),
        new LossPlot(folder.resolve("loss-by-step.png")));
  }
}

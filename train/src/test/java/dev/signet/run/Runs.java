package dev.signet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.BatchConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.ScheduleConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.runfolder.RunFolder;
import java.util.Optional;

/** Small runs for tests: 42 drawn pictures to learn from, 18 to validate by and 12 to judge by. */
final class Runs {
  private Runs() {}

  static RunConfig config(int epochs) {
    DataConfig data =
        new DataConfig.HeldOut(
            new DataConfig.Synthetic(60, 12, 7), 0.3, Optional.empty(), Optional.empty());
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(32), 6);
    RunConfig classic = RunConfig.of(Recipe.CLASSIC, data, net, 0);
    return classic.withTraining(
        classic
            .training()
            .withEpochs(epochs)
            .withBatches(new BatchConfig(8, true, false))
            .withOptimizer(
                OptimizerConfig.Adam.withDefaults(0.003), new ScheduleConfig.Constant()));
  }

  static DataParts data(RunConfig config) {
    return ConfiguredData.load(config.data(), Optional.of(config.model().input()));
  }

  /** All that a run computes, byte for byte. */
  static void requireSame(RunFolder one, RunFolder two) {
    assertThat(two.model()).hasSameBinaryContentAs(one.model());
    assertThat(two.parameters(ResNetVariant.TINY))
        .hasSameBinaryContentAs(one.parameters(ResNetVariant.TINY));
    assertThat(two.history()).hasSameBinaryContentAs(one.history());
    assertThat(two.evaluation()).hasSameBinaryContentAs(one.evaluation());
    assertThat(two.predictions()).hasSameBinaryContentAs(one.predictions());
  }
}

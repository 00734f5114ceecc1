package dev.signet.studio;

import dev.signet.config.BatchConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.ScheduleConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import dev.signet.studio.project.Project;
import dev.signet.studio.training.Training;
import dev.signet.studio.training.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trainings of a project that have ended, with all that real ones leave. */
final class SmallRuns {
  private static final int SIDE = 32;

  private SmallRuns() {}

  /** Trains for a moment. */
  static void train(Project project, int number, int epochs) throws IOException {
    String name = "training-" + number;
    DataConfig data =
        new DataConfig.HeldOut(
            new DataConfig.Files(project.root().toString(), Optional.empty()),
            0.3,
            Optional.of("sittings"),
            Optional.empty());
    InputSize size = InputSize.square(SIDE);
    DataParts parts = ConfiguredData.load(data, Optional.of(size));
    int classes = parts.train().classes().size();
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, size, classes);
    RunConfig classic = RunConfig.of(Recipe.CLASSIC, data, net, number);
    RunConfig config =
        classic.withTraining(
            classic
                .training()
                .withEpochs(epochs)
                .withBatches(new BatchConfig(8, true, false))
                .withOptimizer(
                    OptimizerConfig.Adam.withDefaults(0.003), new ScheduleConfig.Constant()));
    Run.train(new RunSpec(project.runs().resolve(name), config, parts), new RunListener() {});
    Wish wish =
        new Wish(
            5,
            Optional.of("tiny"),
            Optional.of(SIDE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Path folder = Files.createDirectories(project.hidden().resolve("trainings"));
    Training training =
        new Training(name, wish, number, List.of("train"), Training.Turn.STARTED, Optional.empty());
    Files.writeString(folder.resolve(name + ".json"), Json.write(training));
  }
}

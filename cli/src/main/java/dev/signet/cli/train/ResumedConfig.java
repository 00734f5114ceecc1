package dev.signet.cli.train;

import dev.signet.cli.options.ModelOptions;
import dev.signet.config.ModelConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.StemKind;
import dev.signet.config.TrainingConfig;
import picocli.CommandLine.ParseResult;

/** The configuration of a run that goes on: what it was, with the options that were given. */
final class ResumedConfig {
  private final TrainCommand options;
  private final ParseResult given;

  ResumedConfig(TrainCommand options, ParseResult given) {
    this.options = options;
    this.given = given;
  }

  RunConfig over(RunConfig saved) {
    TrainingOptions training = options.trainingOptions;
    boolean recipe = given.hasMatchedOption("--recipe");
    return saved
        .withRecipe(recipe ? training.recipeName() : saved.recipe())
        .withSeed(given.hasMatchedOption("--seed") ? training.seed : saved.seed())
        .withData(
            options.dataOptions.reading.over(
                options.dataOptions.isGiven() ? options.dataOptions.toConfig() : saved.data()))
        .withModel(model(saved.model()))
        .withPreprocessing(training.preprocessing(saved.preprocessing()))
        .withTraining(training.over(before(saved)))
        .withReliability(options.reliabilityOptions.apply(saved.reliability()))
        .fittedBy(options.dataOptions.fit().orElse(saved.preprocessing().fit()));
  }

  /** A named recipe was fitted to the run's pictures when it began. */
  private TrainingConfig before(RunConfig saved) {
    TrainingOptions training = options.trainingOptions;
    boolean other = training.isFile() || !training.recipeName().equals(saved.recipe());
    return given.hasMatchedOption("--recipe") && other ? training.recipe() : saved.training();
  }

  private ModelConfig model(ModelConfig saved) {
    ModelOptions model = options.modelOptions;
    return new ModelConfig(
        model.arch == null ? saved.variant() : model.arch,
        model.layout == null ? saved.layout() : model.layout,
        stem(saved),
        options.dataOptions.inputSize().orElse(saved.input()),
        saved.classes());
  }

  private StemKind stem(ModelConfig saved) {
    ModelOptions model = options.modelOptions;
    if (model.stem != null) {
      return model.stem;
    }
    return model.arch == null ? saved.stem() : model.arch.stem();
  }
}

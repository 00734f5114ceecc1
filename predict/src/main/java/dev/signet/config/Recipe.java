package dev.signet.config;

import java.util.List;

/** Named sets of training options. */
public enum Recipe {
  /** As few and as cheap epochs as reach the accuracy of {@link #CLASSIC} or better. */
  FAST,
  /** The article's: 50 epochs of Adam at 1e-3 on batches of 32, in fp32. */
  CLASSIC;

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }

  /** The recipe with this label. */
  public static Recipe parse(String label) {
    return Labels.parse(Recipe.class, "recipe (--recipe)", label);
  }

  /** The options that the name stands for. */
  public TrainingConfig training() {
    return switch (this) {
      case CLASSIC -> classic();
      case FAST -> fast();
    };
  }

  private static TrainingConfig classic() {
    return new TrainingConfig(
        50,
        BatchConfig.CLASSIC,
        OptimizerConfig.Adam.withDefaults(0.001),
        new ScheduleConfig.Constant(),
        0,
        new ClassWeights.Equal(),
        false,
        List.of(),
        AugmentationConfig.NONE,
        MixingConfig.NONE,
        0,
        ComputeConfig.CLASSIC);
  }

  /** Each value was chosen by measurement: docs/performance.md has the table. */
  private static TrainingConfig fast() {
    return new TrainingConfig(
        16,
        BatchConfig.CLASSIC,
        new OptimizerConfig.AdamW(0.001, 0.9, 0.999, 1e-8, 0.05),
        new ScheduleConfig.OneCycle(0.2, 0.001),
        0,
        new ClassWeights.Equal(),
        true,
        List.of(new SizeStage(0.4, 0.5), new SizeStage(0.75, 0.75)),
        new AugmentationConfig(true, 0.05, 4, 0.04, 0, 0.05, 0),
        MixingConfig.NONE,
        0,
        ComputeConfig.FAST);
  }
}

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

  /** The options that the name stands for, for pictures as the article's: 1,080 of 64 x 64. */
  public TrainingConfig training() {
    return training(1080, InputSize.square(64));
  }

  /**
   * The options that the name stands for.
   *
   * @param pictures to learn from; where there are many, {@link #FAST} takes larger steps
   * @param size of a picture
   */
  public TrainingConfig training(int pictures, InputSize size) {
    return switch (this) {
      case CLASSIC -> classic();
      case FAST -> fast(BatchConfig.fitting(pictures, size));
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
  private static TrainingConfig fast(BatchConfig batches) {
    return new TrainingConfig(
        20,
        batches,
        new OptimizerConfig.Sgd(fastLr(batches.size()), 0.9, true, 5e-4),
        new ScheduleConfig.OneCycle(0.1, 0.001),
        0,
        new ClassWeights.Equal(),
        true,
        List.of(new SizeStage(0.3, 0.5)),
        new AugmentationConfig(true, 0.05, 4, 0.04, 0, 0.05, 0, 0, 0, 0),
        MixingConfig.NONE,
        0.98,
        ComputeConfig.FAST);
  }

  /**
   * Grows with the root of the batch, by which the mean of its gradients gets steadier: 0.14 at
   * 256, where the paper's networks began with 0.1.
   */
  private static double fastLr(int batchSize) {
    double lr = 0.05 * Math.sqrt((double) batchSize / BatchConfig.CLASSIC.size());
    return Math.round(lr * 1e5) / 1e5;
  }
}

package dev.signet.lab.degradation;

import dev.signet.InvalidValueException;
import dev.signet.config.AugmentationConfig;
import dev.signet.config.BatchConfig;
import dev.signet.config.ClassWeights;
import dev.signet.config.ComputeConfig;
import dev.signet.config.MixingConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.ScheduleConfig;
import dev.signet.config.TrainingConfig;
import java.util.List;

/**
 * How the networks are trained, all in the same way: that of section 4.2 of He et al. (2015), but
 * that the learning rate falls along half a cosine, which needs fewer epochs than two steps of a
 * tenth.
 *
 * @param networks in the order in which they are trained, at least two, none twice
 * @param epochs of each
 * @param batchSize pictures a step
 * @param lr highest learning rate of SGD with momentum 0.9 and weight decay 1e-4
 * @param seed of weights, order and augmentation
 */
public record DegradationConfig(
    List<ResNetVariant> networks, int epochs, int batchSize, double lr, long seed) {
  /** The networks of the paper's figure 6 that fit into an hour. */
  public static final List<ResNetVariant> PAPERS =
      List.of(
          ResNetVariant.PLAIN20,
          ResNetVariant.PLAIN56,
          ResNetVariant.RESNET20,
          ResNetVariant.RESNET56);

  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double WARMUP = 0.1;
  private static final double FINAL_SHARE = 0.001;

  /** Four pixels of 32. */
  private static final double SHIFT = 0.125;

  /** Checks the networks; the ranges are checked where the training is configured. */
  public DegradationConfig {
    networks = List.copyOf(networks);
    if (networks.size() < 2 || networks.stream().distinct().count() < networks.size()) {
      throw new InvalidValueException(
          "networks (--networks) must be at least two, each once, but were "
              + String.join(", ", networks.stream().map(ResNetVariant::label).toList()));
    }
    training(epochs, batchSize, lr);
  }

  /** The options of each training. */
  TrainingConfig training() {
    return training(epochs, batchSize, lr);
  }

  private static TrainingConfig training(int epochs, int batchSize, double lr) {
    return new TrainingConfig(
        epochs,
        new BatchConfig(batchSize, true, false),
        new OptimizerConfig.Sgd(lr, MOMENTUM, false, WEIGHT_DECAY),
        new ScheduleConfig.OneCycle(WARMUP, FINAL_SHARE),
        0,
        new ClassWeights.Equal(),
        false,
        List.of(),
        new AugmentationConfig(true, SHIFT, 0, 0, 0, 0, 0, 0, 0, 0),
        MixingConfig.NONE,
        0,
        ComputeConfig.FAST);
  }
}

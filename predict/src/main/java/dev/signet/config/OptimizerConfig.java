package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.InvalidValueException;

/** How gradients become updates. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerConfig.Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = OptimizerConfig.AdamW.class, name = "adamw"),
  @JsonSubTypes.Type(value = OptimizerConfig.Sgd.class, name = "sgd")
})
public sealed interface OptimizerConfig {
  /** The learning rate before any schedule. */
  double lr();

  /** Weight decay of convolution and linear weights; batch norm and biases never decay. */
  double weightDecay();

  /** The same optimizer with another learning rate. */
  OptimizerConfig withLr(double lr);

  /**
   * Adam (Kingma and Ba, 2014) with PyTorch's defaults.
   *
   * @param lr learning rate, above 0 and at most 1000
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param epsilon added to the root of the latter
   */
  record Adam(double lr, double beta1, double beta2, double epsilon) implements OptimizerConfig {
    public Adam {
      requireAdam(lr, beta1, beta2, epsilon);
    }

    /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8. */
    public static Adam withDefaults(double lr) {
      return new Adam(lr, 0.9, 0.999, 1e-8);
    }

    @Override
    public double weightDecay() {
      return 0;
    }

    @Override
    public Adam withLr(double lr) {
      return new Adam(lr, beta1, beta2, epsilon);
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter, 2017); batch norm and biases do not
   * decay.
   *
   * @param lr learning rate, above 0 and at most 1000
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param epsilon added to the root of the latter
   * @param weightDecay share of a weight that is taken away a step, times the learning rate
   */
  record AdamW(double lr, double beta1, double beta2, double epsilon, double weightDecay)
      implements OptimizerConfig {
    public AdamW {
      requireAdam(lr, beta1, beta2, epsilon);
      requireWeightDecay(weightDecay);
    }

    @Override
    public AdamW withLr(double lr) {
      return new AdamW(lr, beta1, beta2, epsilon, weightDecay);
    }
  }

  /**
   * Stochastic gradient descent with momentum; batch norm and biases do not decay.
   *
   * @param lr learning rate, above 0 and at most 1000
   * @param momentum share of the last update that is kept, 0 to below 1
   * @param nesterov whether the gradient is taken ahead of the momentum
   * @param weightDecay added to the gradient, times the weight
   */
  record Sgd(double lr, double momentum, boolean nesterov, double weightDecay)
      implements OptimizerConfig {
    public Sgd {
      requireLr(lr);
      Ranges.requireFraction("momentum (--momentum)", momentum, false);
      requireWeightDecay(weightDecay);
      if (nesterov && momentum == 0) {
        throw new InvalidValueException(
            "Nesterov's momentum needs a momentum above 0 (--momentum) but it was 0");
      }
    }

    @Override
    public Sgd withLr(double lr) {
      return new Sgd(lr, momentum, nesterov, weightDecay);
    }
  }

  private static void requireLr(double lr) {
    Ranges.requirePositive("learning rate (--lr)", lr, 1000);
  }

  private static void requireWeightDecay(double weightDecay) {
    Ranges.requireFraction("weight decay (--weight-decay)", weightDecay, true);
  }

  private static void requireAdam(double lr, double beta1, double beta2, double epsilon) {
    requireLr(lr);
    Ranges.requireFraction("Adam's beta1 (--beta1)", beta1, false);
    Ranges.requireFraction("Adam's beta2 (--beta2)", beta2, false);
    Ranges.requirePositive("Adam's epsilon (--epsilon)", epsilon, 1);
  }
}

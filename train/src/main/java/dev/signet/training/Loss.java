package dev.signet.training;

import dev.signet.config.ClassWeights;
import dev.signet.config.TrainingConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a training makes small. */
@FunctionalInterface
public interface Loss {
  /**
   * Logits {@code [n, classes]} and targets to one number, {@code []}. Targets are labels {@code
   * [n]} or, of mixed pictures, the classes' shares {@code [n, classes]}.
   */
  Tensor of(Tensor logits, Tensor targets);

  /**
   * What a training on these pictures makes small.
   *
   * @throws dev.signet.InvalidValueException if its class weights are not of their classes
   */
  static Loss of(TrainingConfig training, ImageSource train) {
    ClassWeights weights = training.classWeights();
    return weights instanceof ClassWeights.Equal
        ? crossEntropy(training.labelSmoothing())
        : crossEntropy(training.labelSmoothing(), weights.of(train.classes(), train.classCounts()));
  }

  /**
   * The mean cross entropy, in nats.
   *
   * @param labelSmoothing share of each label that is spread over all classes, 0 to 1
   */
  static Loss crossEntropy(double labelSmoothing) {
    return (logits, targets) -> {
      Tensor exact = targets.dim() == 1 ? logits : logits.to(ScalarType.Float); // as shares are
      return torch.cross_entropy(exact, targets, smoothed(labelSmoothing));
    };
  }

  /**
   * The mean cross entropy as PyTorch weighs it: a class's log probability counts its weight times.
   * The sum is divided by the weights of the labels; where targets are shares, by the number of
   * pictures.
   *
   * @param labelSmoothing share of each label that is spread over all classes, 0 to 1
   * @param weights of the classes
   */
  static Loss crossEntropy(double labelSmoothing, List<Double> weights) {
    float[] values = new float[weights.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.get(i).floatValue();
    }
    return (logits, targets) -> {
      CrossEntropyLossOptions options = smoothed(labelSmoothing);
      Tensor exact = logits.to(ScalarType.Float); // as the weights are
      options.weight().put(Tensors.floatsBeside(exact, values, values.length));
      return torch.cross_entropy(exact, targets, options);
    };
  }

  private static CrossEntropyLossOptions smoothed(double labelSmoothing) {
    CrossEntropyLossOptions options = new CrossEntropyLossOptions();
    options.label_smoothing().put(labelSmoothing);
    return options;
  }
}

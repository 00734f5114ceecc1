package dev.signet.training;

import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a training makes small. */
@FunctionalInterface
public interface Loss {
  /** Logits {@code [n, classes]} and labels {@code [n]} to one number, {@code []}. */
  Tensor of(Tensor logits, Tensor labels);

  /**
   * The mean cross entropy, in nats.
   *
   * @param labelSmoothing share of each label that is spread over all classes, 0 to 1
   */
  static Loss crossEntropy(double labelSmoothing) {
    return (logits, labels) -> {
      CrossEntropyLossOptions options = new CrossEntropyLossOptions();
      options.label_smoothing().put(labelSmoothing);
      return torch.cross_entropy(logits, labels, options);
    };
  }
}

package dev.signet.model;

import org.bytedeco.pytorch.Tensor;

/**
 * A network cut in two behind a stage, for what looks at the features between: {@code
 * top(bottom(images))} is {@link ResNet#forward}.
 *
 * @param net the network, of which this is a view
 * @param stage 0 to 3, the last one of the lower half
 */
public record Halves(ResNet net, int stage) {
  /** Cut before the average: what the classifier sees. */
  public static Halves beforeClassifier(ResNet net) {
    return new Halves(net, net.stages().size() - 1);
  }

  /**
   * Pictures {@code [n, 3, h, w]} to what leaves the stage: {@code [n, 64, h/4, w/4]} to {@code [n,
   * 512, h/32, w/32]} in ResNet-34.
   */
  public Tensor bottom(Tensor images) {
    Tensor x = net.stem().forward(images);
    for (Stage each : net.stages().subList(0, stage + 1)) {
      x = each.forward(x);
    }
    return x;
  }

  /** What leaves the stage to logits {@code [n, classes]}. */
  public Tensor top(Tensor features) {
    Tensor x = features;
    for (Stage each : net.stages().subList(stage + 1, net.stages().size())) {
      x = each.forward(x);
    }
    return net.classify(x);
  }
}

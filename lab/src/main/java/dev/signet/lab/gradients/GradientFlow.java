package dev.signet.lab.gradients;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradients of one training, step by step.
 *
 * @param twin which of the four networks, as in files: {@code plain_bn}
 * @param title the same for people
 * @param layers their names, from the pictures to the logits
 * @param norms for each step the Euclidean norm of the gradient of each layer's weights
 * @param losses of each step's batch before its update, in nats
 * @param accuracies of each step's batch before its update, 0 to 1
 */
public record GradientFlow(
    String twin,
    String title,
    List<String> layers,
    List<List<Double>> norms,
    List<Double> losses,
    List<Double> accuracies) {
  /** A tenth of the steps is looked at where a beginning or an end is asked for. */
  private static final int PART = 10;

  public GradientFlow {
    layers = List.copyOf(layers);
    norms = List.copyOf(norms);
    losses = List.copyOf(losses);
    accuracies = List.copyOf(accuracies);
  }

  /** Steps that were taken. */
  public int steps() {
    return losses.size();
  }

  /**
   * How much smaller the gradient of the first layers is than that of the last ones: the ratio of
   * the geometric means over the first and the last quarter of the convolutions, in the first tenth
   * of the steps. The linear layer is left out: no convolution lies between it and the loss.
   */
  public double earlyToLateAtFirst() {
    return ratio(0, part());
  }

  /** The same in the last tenth of the steps. */
  public double earlyToLateAtLast() {
    return ratio(steps() - part(), steps());
  }

  /** The mean loss of the first tenth of the steps. */
  public double firstLoss() {
    return mean(losses.subList(0, part()));
  }

  /** The mean loss of the last tenth of the steps. */
  public double lastLoss() {
    return mean(losses.subList(steps() - part(), steps()));
  }

  /** The mean accuracy of the last tenth of the steps, on the batches that are trained on. */
  public double lastAccuracy() {
    return mean(accuracies.subList(steps() - part(), steps()));
  }

  /** The geometric mean of a layer's norms over some steps. */
  public double typical(int layer, int from, int to) {
    return Math.exp(
        IntStream.range(from, to).mapToDouble(step -> log(step, layer)).average().orElseThrow());
  }

  private double ratio(int from, int to) {
    int convolutions = layers.size() - 1;
    int quarter = Math.max(1, convolutions / 4);
    double early = meanLog(0, quarter, from, to);
    double late = meanLog(convolutions - quarter, convolutions, from, to);
    return Math.exp(early - late);
  }

  private double meanLog(int firstLayer, int endLayer, int from, int to) {
    return IntStream.range(firstLayer, endLayer)
        .mapToDouble(layer -> Math.log(typical(layer, from, to)))
        .average()
        .orElseThrow();
  }

  /** A gradient that underflowed to zero counts as the smallest number of its type. */
  private double log(int step, int layer) {
    return Math.log(Math.max(norms.get(step).get(layer), Float.MIN_VALUE));
  }

  private int part() {
    return Math.max(1, steps() / PART);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }
}

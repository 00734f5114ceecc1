package dev.signet.onnx;

import java.util.List;

/** In which numbers a graph computes: how weights are stored and what happens to activations. */
interface Encoding {
  /** The type that layers compute with. */
  OnnxType type();

  /**
   * What the next layer reads in place of an activation: itself, if nothing happens to it.
   *
   * @param value the activation
   * @param like the activation whose range it has: itself, or one that it was taken from
   */
  default String activation(OnnxGraph graph, String value, String like) {
    return value;
  }

  /**
   * Stores a convolution's weight and bias: like the last layer's, unless they are others.
   *
   * @param from what the convolution reads
   * @return what it is given: weight, bias
   */
  default List<String> parameters(OnnxGraph graph, Layer layer, String from) {
    return lastParameters(graph, layer);
  }

  /** Stores the weight and bias of the layer that makes the logits. */
  List<String> lastParameters(OnnxGraph graph, Layer layer);

  /**
   * A layer with weights.
   *
   * @param name of the layer
   * @param weight its first axis is that of the outputs
   * @param shape of the weight
   * @param bias one for each output
   */
  record Layer(String name, float[] weight, List<Long> shape, float[] bias) {
    String weightName() {
      return name + ".weight";
    }

    String biasName() {
      return name + ".bias";
    }

    List<Long> biasShape() {
      return List.of((long) bias.length);
    }
  }
}

package dev.signet.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * fp32 whose weights are not part of the model but lie beside it: a session that is opened for a
 * network in memory takes them from there, which saves writing them down and reading them again.
 */
final class MemoryEncoding implements Encoding {
  private final Map<String, Weights> weights = new LinkedHashMap<>();

  /**
   * A constant of the graph.
   *
   * @param shape of the values
   * @param values row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // weights; records of them are never compared
  record Weights(List<Long> shape, float[] values) {}

  /** What the graph refers to, by name. */
  Map<String, Weights> weights() {
    return weights;
  }

  @Override
  public OnnxType type() {
    return OnnxType.FLOAT;
  }

  @Override
  public List<String> lastParameters(OnnxGraph graph, Layer layer) {
    weights.put(layer.weightName(), new Weights(layer.shape(), layer.weight()));
    weights.put(layer.biasName(), new Weights(layer.biasShape(), layer.bias()));
    return List.of(
        graph.outside(layer.weightName(), layer.shape()),
        graph.outside(layer.biasName(), layer.biasShape()));
  }
}

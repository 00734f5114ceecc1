package dev.signet.onnx;

import java.util.List;

/** fp32 throughout: the numbers as they are. */
final class FloatEncoding implements Encoding {
  @Override
  public OnnxType type() {
    return OnnxType.FLOAT;
  }

  @Override
  public List<String> lastParameters(OnnxGraph graph, Layer layer) {
    return List.of(
        graph.floats(layer.weightName(), layer.shape(), layer.weight()),
        graph.floats(layer.biasName(), layer.biasShape(), layer.bias()));
  }
}

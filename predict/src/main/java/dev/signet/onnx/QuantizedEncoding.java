package dev.signet.onnx;

import dev.signet.SignetException;
import dev.signet.network.ActivationRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * int8 in the form of pairs of QuantizeLinear and DequantizeLinear (QDQ), which runtimes fuse into
 * integer operators. Activations are unsigned bytes with one scale and zero point a tensor; weights
 * are signed with one scale for each output channel; biases are int32. The layer that makes the
 * logits stays fp32: it is small, and its rounding would go into the answer undiminished.
 *
 * <p>Jacob et al., "Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference" (2018).
 */
final class QuantizedEncoding implements Encoding {
  /**
   * Seven bits: on processors without VNNI the sum of two products of unsigned and signed bytes
   * would not fit into its 16 bits with eight, and the answers would be others there.
   */
  private static final int LARGEST_WEIGHT = 64;

  private final Map<String, ActivationRange> ranges;
  private final Map<String, Float> scales = new HashMap<>(); // by what layers read
  private final FloatEncoding last = new FloatEncoding();

  /** An encoding for activations of these ranges, by name. */
  QuantizedEncoding(Map<String, ActivationRange> ranges) {
    this.ranges = Map.copyOf(ranges);
  }

  @Override
  public OnnxType type() {
    return OnnxType.FLOAT;
  }

  @Override
  public String activation(OnnxGraph graph, String value, String like) {
    ActivationRange range = ranges.get(like);
    if (range == null) {
      throw new SignetException("no range was measured for the activation " + like);
    }
    String scale = graph.floats(value + ".scale", List.of(), range.scale());
    String zero =
        graph.constant(
            value + ".zero_point",
            OnnxType.UINT8,
            List.of(),
            new byte[] {(byte) range.zeroPoint()});
    String steps = graph.node("QuantizeLinear", value + ".int8", List.of(value, scale, zero));
    String read = graph.node("DequantizeLinear", value + ".read", List.of(steps, scale, zero));
    scales.put(read, range.scale());
    return read;
  }

  @Override
  public List<String> parameters(OnnxGraph graph, Layer layer, String from) {
    float[] weightScales = weightScales(layer);
    float[] biasScales = weightScales.clone();
    float inputScale = scales.getOrDefault(from, 1f);
    for (int i = 0; i < biasScales.length; i++) {
      biasScales[i] *= inputScale;
    }
    String weight =
        graph.constant(
            layer.weightName() + ".int8",
            OnnxType.INT8,
            layer.shape(),
            weights(layer, weightScales));
    String bias =
        graph.constant(
            layer.biasName() + ".int32",
            OnnxType.INT32,
            layer.biasShape(),
            biases(layer, biasScales));
    return List.of(
        dequantized(graph, layer, layer.weightName(), weight, weightScales),
        dequantized(graph, layer, layer.biasName(), bias, biasScales));
  }

  @Override
  public List<String> lastParameters(OnnxGraph graph, Layer layer) {
    return last.lastParameters(graph, layer);
  }

  /** For each output channel, so that its largest weight becomes the largest integer. */
  private static float[] weightScales(Layer layer) {
    float[] scales = new float[layer.bias().length];
    int perChannel = layer.weight().length / scales.length;
    for (int i = 0; i < layer.weight().length; i++) {
      int channel = i / perChannel;
      scales[channel] = Math.max(scales[channel], Math.abs(layer.weight()[i]) / LARGEST_WEIGHT);
    }
    for (int channel = 0; channel < scales.length; channel++) {
      scales[channel] = Math.max(scales[channel], Float.MIN_NORMAL);
    }
    return scales;
  }

  private static byte[] weights(Layer layer, float[] scales) {
    byte[] steps = new byte[layer.weight().length];
    int perChannel = steps.length / scales.length;
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.round(layer.weight()[i] / scales[i / perChannel]);
    }
    return steps;
  }

  private static byte[] biases(Layer layer, float[] scales) {
    ByteBuffer bytes =
        ByteBuffer.allocate(scales.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < scales.length; i++) {
      bytes.putInt(Math.round(layer.bias()[i] / scales[i]));
    }
    return bytes.array();
  }

  private static String dequantized(
      OnnxGraph graph, Layer layer, String name, String steps, float[] scales) {
    String scale = graph.floats(name + ".scale", layer.biasShape(), scales);
    return graph.node(
        "DequantizeLinear", name, List.of(steps, scale), OnnxAttribute.integer("axis", 0));
  }
}

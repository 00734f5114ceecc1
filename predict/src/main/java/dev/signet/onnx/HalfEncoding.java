package dev.signet.onnx;

import dev.signet.SignetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** fp16 throughout; between the first layer and the logits nothing is fp32. */
final class HalfEncoding implements Encoding {
  @Override
  public OnnxType type() {
    return OnnxType.FLOAT16;
  }

  @Override
  public List<String> lastParameters(OnnxGraph graph, Layer layer) {
    return List.of(
        halves(graph, layer.weightName(), layer.shape(), layer.weight()),
        halves(graph, layer.biasName(), layer.biasShape(), layer.bias()));
  }

  private static String halves(OnnxGraph graph, String name, List<Long> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      short half = Half.of(value);
      if (Half.isInfinite(half)) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s holds %g, which fp16 cannot: its largest number is 65504; export fp32 (--precision)",
                name,
                value));
      }
      bytes.putShort(half);
    }
    return graph.constant(name, OnnxType.FLOAT16, shape, bytes.array());
  }
}

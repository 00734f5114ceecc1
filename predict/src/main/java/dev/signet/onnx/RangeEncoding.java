package dev.signet.onnx;

import java.util.List;
import java.util.Optional;

/** fp32 that also hands out every activation whose range int8 needs. */
final class RangeEncoding implements Encoding {
  private static final String ENDING = ".seen";

  private final FloatEncoding floats = new FloatEncoding();

  /** The activation that an output of the network shows; empty for the logits. */
  static Optional<String> activation(String output) {
    return output.endsWith(ENDING)
        ? Optional.of(output.substring(0, output.length() - ENDING.length()))
        : Optional.empty();
  }

  @Override
  public OnnxType type() {
    return floats.type();
  }

  @Override
  public String activation(OnnxGraph graph, String value, String like) {
    if (value.equals(like)) {
      // An input cannot be an output, so all go through a node that does nothing.
      graph.output(graph.node("Identity", value + ENDING, List.of(value)));
    }
    return value;
  }

  @Override
  public List<String> lastParameters(OnnxGraph graph, Layer layer) {
    return floats.lastParameters(graph, layer);
  }
}

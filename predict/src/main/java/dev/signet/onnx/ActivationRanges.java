package dev.signet.onnx;

import dev.signet.artifact.Manifest;
import dev.signet.network.ActivationRange;
import dev.signet.network.FoldedNet;
import dev.signet.picture.Batch;
import java.util.LinkedHashMap;
import java.util.Map;

/** Between which values a network's activations lie, measured on pictures: what int8 needs. */
public final class ActivationRanges {
  private ActivationRanges() {}

  /**
   * Computes the pictures' answers in fp32 and keeps the smallest and the largest value of every
   * activation.
   *
   * @param batches pictures like those that will come, such as training pictures
   * @return ranges by the names of the activations
   */
  public static Map<String, ActivationRange> measure(
      FoldedNet net, Manifest manifest, Iterable<Batch> batches) {
    OnnxGraph graph = NetworkGraph.of(net, manifest.model().input(), new RangeEncoding());
    byte[] model = OnnxModel.of(graph, "calibration", Map.of()).toBytes();
    Map<String, ActivationRange> ranges = new LinkedHashMap<>();
    try (OnnxSession session = OnnxSession.open(model, "the network for calibration", 0)) {
      for (Batch batch : batches) {
        session
            .run(batch, manifest.preprocessing())
            .forEach(
                (output, values) ->
                    RangeEncoding.activation(output)
                        .ifPresent(
                            name ->
                                ranges.merge(
                                    name, ActivationRange.of(values), ActivationRange::and)));
      }
    }
    return ranges;
  }
}

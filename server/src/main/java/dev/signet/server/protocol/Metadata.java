package dev.signet.server.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.server.models.ServedModel;
import java.util.List;
import java.util.Map;

/** What the Open Inference Protocol tells of a service and its models, named as its JSON is. */
public final class Metadata {
  private Metadata() {}

  /** The service. */
  public record ServerMetadata(String name, String version, List<String> extensions) {}

  /**
   * A model.
   *
   * @param versions that may be asked for
   * @param platform what computes, in the protocol's words
   */
  public record ModelMetadata(
      String name,
      List<String> versions,
      String platform,
      List<TensorMetadata> inputs,
      List<TensorMetadata> outputs) {}

  /**
   * A tensor.
   *
   * @param shape -1 stands for any number
   * @param parameters text by name, since the protocol's parameters are no lists: {@code labels} of
   *     the probabilities are the names of the classes, one a line, as in a label file of Triton's
   */
  public record TensorMetadata(
      String name,
      String datatype,
      List<Integer> shape,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> parameters) {
    static TensorMetadata of(OutputTensor tensor, List<String> classes) {
      return new TensorMetadata(
          tensor.label(),
          tensor.datatype(),
          tensor.shape(-1, classes.size()),
          tensor == OutputTensor.PROBABILITIES
              ? Map.of("labels", String.join("\n", classes))
              : Map.of());
    }
  }

  /** A version of a model in the index of Triton's model repository extension. */
  public record IndexEntry(String name, String version, String state, String reason) {
    static IndexEntry of(ServedModel model) {
      return new IndexEntry(
          model.identity().name(), model.identity().version(), "READY", ""); // else it is not there
    }
  }

  /** Of the platforms that the protocol names, the one that an engine is. */
  static String platform(String runtime) {
    return runtime.equals("onnxruntime") ? "onnx_onnxv1" : "pytorch_torchscript";
  }
}

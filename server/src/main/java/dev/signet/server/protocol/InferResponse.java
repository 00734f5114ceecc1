package dev.signet.server.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.config.Json;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.protocol.InferRequest.Output;
import dev.signet.server.protocol.Inference.Inferred;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it goes over the wire.
 *
 * @param body JSON, and the outputs that are wanted as bytes behind it
 * @param jsonLength of the JSON if bytes follow it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InferResponse(byte[] body, Optional<Integer> jsonLength) {
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Answer(
      String modelName, String modelVersion, Optional<String> id, List<Tensor> outputs) {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Tensor(
      String name,
      String datatype,
      List<Integer> shape,
      Optional<Binary> parameters,
      Optional<List<?>> data) {}

  private record Binary(int binaryDataSize) {}

  static InferResponse of(Inferred inferred) {
    InferRequest request = inferred.request();
    ModelIdentity model = inferred.model();
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    List<Tensor> outputs = new ArrayList<>();
    for (Output output : request.outputs()) {
      outputs.add(tensor(output, inferred, binary));
    }
    byte[] json = Json.bytes(new Answer(model.name(), model.version(), request.id(), outputs));
    if (binary.size() == 0) {
      return new InferResponse(json, Optional.empty());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(json.length + binary.size());
    body.writeBytes(json);
    body.writeBytes(binary.toByteArray());
    return new InferResponse(body.toByteArray(), Optional.of(json.length));
  }

  private static Tensor tensor(Output output, Inferred inferred, ByteArrayOutputStream binary) {
    OutputTensor tensor = output.tensor();
    List<Integer> shape = inferred.shape(tensor);
    Optional<Binary> size = Optional.empty();
    Optional<List<?>> data = Optional.empty();
    if (output.binary()) {
      byte[] bytes = tensor.bytes(inferred.predictions());
      binary.writeBytes(bytes);
      size = Optional.of(new Binary(bytes.length));
    } else {
      data = Optional.of(tensor.values(inferred.predictions()));
    }
    return new Tensor(tensor.label(), tensor.datatype(), shape, size, data);
  }
}

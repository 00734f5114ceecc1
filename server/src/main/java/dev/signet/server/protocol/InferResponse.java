package dev.signet.server.protocol;

import dev.signet.inference.Prediction;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.protocol.InferRequest.Output;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as it goes over the wire.
 *
 * @param body JSON, and the outputs that are wanted as bytes behind it
 * @param jsonLength of the JSON if bytes follow it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InferResponse(byte[] body, Optional<Integer> jsonLength) {
  private static final JsonMapper JSON = new JsonMapper();

  static InferResponse of(InferRequest request, ModelIdentity model, List<Prediction> predictions) {
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (Output output : request.outputs()) {
      outputs.add(tensor(output, predictions, binary));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("model_name", model.name());
    answer.put("model_version", model.version());
    request.id().ifPresent(id -> answer.put("id", id));
    answer.put("outputs", outputs);
    byte[] json = JSON.writeValueAsBytes(answer);
    if (binary.size() == 0) {
      return new InferResponse(json, Optional.empty());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(json.length + binary.size());
    body.writeBytes(json);
    body.writeBytes(binary.toByteArray());
    return new InferResponse(body.toByteArray(), Optional.of(json.length));
  }

  private static Map<String, Object> tensor(
      Output output, List<Prediction> predictions, ByteArrayOutputStream binary) {
    OutputTensor tensor = output.tensor();
    int classes = predictions.get(0).ranking().size();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", tensor.label());
    map.put("datatype", tensor.datatype());
    map.put("shape", tensor.shape(predictions.size(), classes));
    if (output.binary()) {
      byte[] bytes = tensor.bytes(predictions);
      map.put("parameters", Map.of("binary_data_size", bytes.length));
      binary.writeBytes(bytes);
    } else {
      map.put("data", tensor.values(predictions));
    }
    return map;
  }
}

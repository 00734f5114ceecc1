package dev.signet.server.protocol;

import dev.signet.config.JsonReason;
import dev.signet.server.http.ProblemException;
import dev.signet.server.protocol.InferRequest.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of an inference request: JSON, and tensors as bytes behind it. */
final class InferRequestReader {
  /** The header that says how long the JSON is when bytes follow it. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private static final String BINARY_DATA = "binary_data";
  private static final JsonMapper JSON = new JsonMapper();

  private InferRequestReader() {}

  /**
   * Reads.
   *
   * @param jsonLength the header's value, or null if all of the body is JSON
   * @throws ProblemException if something is missing, or lengths do not agree
   */
  static InferRequest read(byte[] body, @Nullable String jsonLength) {
    int length = jsonLength == null ? body.length : length(jsonLength, body.length);
    JsonNode request = json(body, length);
    ByteBuffer rest =
        ByteBuffer.wrap(body, length, body.length - length).slice().order(ByteOrder.LITTLE_ENDIAN);
    JsonNode inputs = request.path("inputs");
    if (!inputs.isArray() || inputs.size() != 1) {
      throw InferRequest.notOneInput();
    }
    InputTensor input = input(inputs.get(0), rest);
    if (rest.hasRemaining()) {
      throw InferRequest.refused(
          String.format(Locale.ROOT, "%d bytes follow the tensors' own", rest.remaining()));
    }
    JsonNode id = request.path("id");
    if (!id.isMissingNode() && !id.isString()) {
      throw InferRequest.refused("'id' must be a string");
    }
    return new InferRequest(
        Optional.ofNullable(id.isString() ? id.asString() : null),
        input,
        outputs(request),
        timeout(parameters(request).path("timeout")));
  }

  private static int length(String header, int most) {
    int length = header.matches("\\d{1,9}") ? Integer.parseInt(header) : -1;
    if (length < 1 || length > most) {
      throw InferRequest.refused(
          String.format(
              Locale.ROOT, "%s must be from 1 to the body's %d bytes", JSON_LENGTH, most));
    }
    return length;
  }

  private static JsonNode json(byte[] body, int length) {
    try {
      JsonNode node = JSON.readTree(body, 0, length);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw InferRequest.refused("the body is not JSON: " + JsonReason.of(e));
    }
    throw InferRequest.refused("the body must be a JSON object");
  }

  private static InputTensor input(JsonNode tensor, ByteBuffer rest) {
    String name = InputTensor.requireName(text(tensor, "name"));
    JsonNode shape = tensor.path("shape");
    List<Long> dimensions = new ArrayList<>();
    for (JsonNode dimension : shape) {
      if (!dimension.isIntegralNumber() || !dimension.canConvertToLong()) {
        throw InferRequest.refused(
            "input %s: 'shape' must be a list of whole numbers".formatted(name));
      }
      dimensions.add(dimension.asLong());
    }
    JsonNode size = parameters(tensor).path("binary_data_size");
    boolean inJson = tensor.path("data").isArray();
    if (inJson != size.isMissingNode()) {
      throw InferRequest.refused(
          "input %s needs either 'data' or 'binary_data_size'".formatted(name));
    }
    Optional<ByteBuffer> raw = inJson ? Optional.empty() : Optional.of(take(name, size, rest));
    return new InputTensor(name, text(tensor, "datatype"), dimensions, tensor.path("data"), raw);
  }

  private static ByteBuffer take(String name, JsonNode size, ByteBuffer rest) {
    if (!size.isInt() || size.asInt() < 0 || size.asInt() > rest.remaining()) {
      throw InferRequest.refused(
          String.format(
              Locale.ROOT,
              "input %s: binary_data_size must be from 0 to the %d bytes that follow the JSON",
              name,
              rest.remaining()));
    }
    ByteBuffer taken = rest.slice(rest.position(), size.asInt()).order(ByteOrder.LITTLE_ENDIAN);
    rest.position(rest.position() + size.asInt());
    return taken;
  }

  private static List<Output> outputs(JsonNode request) {
    boolean binary = flag(request, "binary_data_output", false);
    JsonNode wanted = request.path("outputs");
    if (!wanted.isMissingNode() && !wanted.isArray()) {
      throw InferRequest.refused("'outputs' must be a list of the tensors that are wanted");
    }
    if (wanted.isEmpty()) {
      return Output.all(binary);
    }
    List<Output> outputs = new ArrayList<>();
    for (JsonNode output : wanted) {
      requireKnownParameters(output);
      OutputTensor tensor = OutputTensor.of(text(output, "name"));
      outputs.add(new Output(tensor, flag(output, BINARY_DATA, binary)));
    }
    return outputs;
  }

  /**
   * What an output is asked to be and is not would be a wrong answer: classifications or shared
   * memory, for instance, in place of the tensor.
   */
  private static void requireKnownParameters(JsonNode output) {
    for (String name : parameters(output).propertyNames()) {
      if (!name.equals(BINARY_DATA)) {
        throw InferRequest.refused("the only parameter that an output may have is " + BINARY_DATA);
      }
    }
  }

  /**
   * Parameters of requests and inputs that are not known may stand beside those that are: they are
   * for other servers.
   */
  private static JsonNode parameters(JsonNode node) {
    JsonNode parameters = node.path("parameters");
    if (!parameters.isMissingNode() && !parameters.isObject()) {
      throw InferRequest.refused("'parameters' must be an object");
    }
    return parameters;
  }

  private static boolean flag(JsonNode node, String name, boolean otherwise) {
    JsonNode flag = parameters(node).path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw InferRequest.refused("'%s' must be true or false".formatted(name));
    }
    return flag.isMissingNode() ? otherwise : flag.asBoolean();
  }

  /** Triton's parameter, in microseconds. */
  private static Optional<Duration> timeout(JsonNode micros) {
    if (micros.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(InferRequest.timeout(micros.isIntegralNumber() ? micros.asLong() : 0));
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isString()) {
      throw InferRequest.refused("every tensor needs a '%s', a string".formatted(key));
    }
    return value.asString();
  }
}

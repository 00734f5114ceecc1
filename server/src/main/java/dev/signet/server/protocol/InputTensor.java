package dev.signet.server.protocol;

import dev.signet.server.http.ProblemException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One tensor of a request.
 *
 * @param name of the model's input
 * @param datatype of the protocol, such as {@code UINT8}
 * @param shape of the tensor
 * @param data numbers or strings in JSON, nested or flat
 * @param raw the elements as bytes, little-endian, in place of {@code data}
 */
public record InputTensor(
    String name, String datatype, List<Long> shape, JsonNode data, Optional<ByteBuffer> raw) {
  /** What every model's only input is called. */
  public static final String NAME = "image";

  /** A request is small, so is any sensible tensor of it. */
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE;

  /** Refuses a name that is no input's. */
  static String requireName(String name) {
    if (!name.equals(NAME)) {
      throw InferRequest.refused("there is no input of that name; the only one is " + NAME);
    }
    return name;
  }

  /** A tensor whose elements are bytes, whatever they were on their way. */
  public static InputTensor ofBytes(
      String name, String datatype, List<Long> shape, ByteBuffer raw) {
    return new InputTensor(
        requireName(name), datatype, shape, MissingNode.getInstance(), Optional.of(raw));
  }

  /** Elements that the shape asks for. */
  int elements() {
    long elements = 1;
    for (long dimension : shape) {
      if (dimension < 1 || dimension > MOST_ELEMENTS / elements) {
        throw new ProblemException(
            HttpStatus.BAD_REQUEST_400,
            "input %s has the shape %s; positive dimensions are expected".formatted(name, shape));
      }
      elements *= dimension;
    }
    return (int) elements;
  }

  /** A failure that names this tensor. */
  public ProblemException problem(String what) {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, "input %s %s".formatted(name, what));
  }
}

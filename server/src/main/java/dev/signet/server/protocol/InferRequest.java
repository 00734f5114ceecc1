package dev.signet.server.protocol;

import dev.signet.server.http.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a client wants to know.
 *
 * @param id that the client gave the request, to find it in the answer
 * @param input the one tensor that models of pictures have
 * @param outputs wanted, in the order of the answer
 * @param timeout after which no answer is wanted
 */
public record InferRequest(
    Optional<String> id, InputTensor input, List<Output> outputs, Optional<Duration> timeout) {
  /**
   * An output that is wanted.
   *
   * @param binary whether as bytes, or as numbers and text
   */
  public record Output(OutputTensor tensor, boolean binary) {
    /** All that there are. */
    public static List<Output> all(boolean binary) {
      return Arrays.stream(OutputTensor.values())
          .map(tensor -> new Output(tensor, binary))
          .toList();
    }
  }

  /** The problem of a request with another number of inputs. */
  public static ProblemException notOneInput() {
    return refused("'inputs' must be a list of one tensor, called " + InputTensor.NAME);
  }

  /** Triton's parameter {@code timeout}, in microseconds. */
  public static Duration timeout(long micros) {
    if (micros < 1) {
      throw refused("'timeout' must be a whole number of microseconds, 1 or more");
    }
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  static ProblemException refused(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, detail);
  }
}

package dev.signet.server.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
   * @param binary whether as bytes behind the JSON, or in the JSON
   */
  record Output(OutputTensor tensor, boolean binary) {}
}

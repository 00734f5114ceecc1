package dev.signet.server.grpc;

import dev.signet.server.http.Problem;
import io.grpc.Status;
import org.eclipse.jetty.http.HttpStatus;

/** Problems as gRPC says them. */
final class GrpcStatus {
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private GrpcStatus() {}

  static Status of(Problem problem) {
    return code(problem.status()).toStatus().withDescription(problem.detail());
  }

  private static Status.Code code(int status) {
    return switch (status) {
      case HttpStatus.BAD_REQUEST_400, HttpStatus.UNPROCESSABLE_ENTITY_422 ->
          Status.Code.INVALID_ARGUMENT;
      case HttpStatus.UNAUTHORIZED_401 -> Status.Code.UNAUTHENTICATED;
      case HttpStatus.NOT_FOUND_404 -> Status.Code.NOT_FOUND;
      case HttpStatus.PAYLOAD_TOO_LARGE_413, HttpStatus.TOO_MANY_REQUESTS_429 ->
          Status.Code.RESOURCE_EXHAUSTED;
      case CLIENT_CLOSED_REQUEST -> Status.Code.CANCELLED;
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> Status.Code.UNAVAILABLE;
      case HttpStatus.GATEWAY_TIMEOUT_504 -> Status.Code.DEADLINE_EXCEEDED;
      default -> Status.Code.INTERNAL;
    };
  }
}

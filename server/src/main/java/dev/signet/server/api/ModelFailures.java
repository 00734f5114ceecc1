package dev.signet.server.api;

import dev.signet.SignetException;
import dev.signet.server.batching.QueueFullException;
import dev.signet.server.batching.RetiredException;
import dev.signet.server.http.Problem;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.ModelConflictException;
import dev.signet.server.models.NoSuchModelException;
import dev.signet.server.models.NotReadyException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;

/** Why a model did not answer, said over HTTP. */
public final class ModelFailures {
  /** Not in the register; what nginx and others log for a client that has gone. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private ModelFailures() {}

  /** The exception to end the request with. */
  public static RuntimeException of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof QueueFullException full) {
      return new ProblemException(
          Problem.of(
                  HttpStatus.TOO_MANY_REQUESTS_429,
                  String.format(
                      Locale.ROOT, "%d pictures wait already; try again later", full.waiting()))
              .with("Retry-After", "1"));
    } else if (cause instanceof TimeoutException) {
      return new ProblemException(
          HttpStatus.GATEWAY_TIMEOUT_504, "the request's deadline passed before it was answered");
    } else if (cause instanceof CancellationException) {
      return new ProblemException(CLIENT_CLOSED_REQUEST, "the client has gone");
    } else if (cause instanceof NotReadyException || cause instanceof RetiredException) {
      return new ProblemException(
          Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "the service is starting or ending")
              .with("Retry-After", "1"));
    } else if (cause instanceof NoSuchModelException) {
      return new ProblemException(HttpStatus.NOT_FOUND_404, String.valueOf(cause.getMessage()));
    } else if (cause instanceof ModelConflictException) {
      return new ProblemException(HttpStatus.CONFLICT_409, String.valueOf(cause.getMessage()));
    } else if (cause instanceof ProblemException problem) {
      return problem;
    } else if (cause instanceof SignetException) {
      return new ProblemException(
          HttpStatus.UNPROCESSABLE_ENTITY_422, String.valueOf(cause.getMessage()));
    }
    return cause instanceof RuntimeException runtime ? runtime : new CompletionException(cause);
  }
}

package dev.signet.server.grpc;

import dev.signet.server.http.BodyBudget;
import dev.signet.server.http.Problem;
import dev.signet.server.http.ProblemException;
import dev.signet.server.http.Token;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What every call meets first: the token, unless it asks for the service's health, and the memory
 * that the bodies of all requests share, those that come over HTTP as well.
 */
final class GrpcDoor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Set<String> OPEN = Set.of("ServerLive", "ServerReady");

  private final Token token;
  private final BodyBudget bodies;
  private final int most;
  private final GrpcObserver observer;

  /**
   * A door.
   *
   * @param most bytes that a message may have
   */
  GrpcDoor(Token token, BodyBudget bodies, int most, GrpcObserver observer) {
    this.token = token;
    this.bodies = bodies;
    this.most = most;
    this.observer = observer;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = Objects.requireNonNull(call.getMethodDescriptor().getBareMethodName());
    ServerCall<Q, A> watched = new Watched<>(call, method);
    if (!OPEN.contains(method)) {
      try {
        token.require(headers.get(AUTHORIZATION));
      } catch (ProblemException e) {
        refuse(watched, e.problem());
        return new ServerCall.Listener<>() {};
      }
    }
    return new Budgeted<>(watched, next.startCall(watched, headers));
  }

  private void refuse(ServerCall<?, ?> call, Problem problem) {
    observer.refused(problem.status());
    call.close(GrpcStatus.of(problem), new Metadata());
  }

  /** Tells the observer when a call has ended. */
  private final class Watched<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final String method;
    private final long start = System.nanoTime();

    Watched(ServerCall<Q, A> call, String method) {
      super(call);
      this.method = method;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      observer.called(method, status.getCode().name(), (System.nanoTime() - start) / 1e6);
      super.close(status, trailers);
    }
  }

  /**
   * Holds the bytes of a call's message until the call has ended. The message is unpacked and
   * parsed here, so that one that is too large or none is refused in a sentence. Its methods come
   * in turn.
   */
  private final class Budgeted<Q, A> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, A> call;
    private long held;
    private boolean refused;

    Budgeted(ServerCall<Q, A> call, ServerCall.Listener<Q> next) {
      super(next);
      this.call = call;
    }

    /** Of a service whose messages are streams ({@code useInputStreamMessages}). */
    @Override
    @SuppressWarnings("unchecked")
    public void onMessage(Q message) {
      try {
        byte[] bytes = ((InputStream) message).readAllBytes();
        if (bodies.take(bytes.length)) {
          held += bytes.length;
          super.onMessage((Q) new ByteArrayInputStream(bytes));
          return;
        }
        refused = true;
        refuse(
            call,
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "too many bodies come in at one time"));
      } catch (StatusRuntimeException e) {
        refused = true;
        Status said = e.getStatus();
        boolean large = said.getCode() == Status.Code.RESOURCE_EXHAUSTED;
        refuse(
            call,
            large
                ? Problem.of(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    String.format(
                        Locale.ROOT, "a request may have %,d bytes (--max-request)", most))
                : Problem.of(
                    HttpStatus.BAD_REQUEST_400, "the message is not the call's, or damaged"));
      } catch (IOException e) {
        refused = true;
        refuse(call, Problem.of(HttpStatus.BAD_REQUEST_400, "the message is damaged"));
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      giveBack();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      giveBack();
      super.onComplete();
    }

    private void giveBack() {
      bodies.giveBack(held);
      held = 0;
    }
  }
}

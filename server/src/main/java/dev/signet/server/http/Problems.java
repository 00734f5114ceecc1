package dev.signet.server.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Problems that are found before a request reaches its route. */
final class Problems {
  private static final byte[] NOTHING = {};

  private final HttpObserver observer;
  private final Duration bodyTime;

  /** A client that goes on to send a refused body gets as long as others for theirs. */
  Problems(HttpObserver observer, Duration bodyTime) {
    this.observer = observer;
    this.bodyTime = bodyTime;
  }

  /** Answers with a problem; if the body was not read to its end, the connection is closed. */
  void write(Request request, Response response, Callback callback, Problem problem) {
    Callback end = callback;
    Leftover leftover = new Leftover(request);
    if (!leftover.isRead()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      end = Callback.from(() -> leftover.drain(bodyTime, callback::succeeded), callback::failed);
    }
    observer.refused(problem.status());
    response.setStatus(problem.status());
    SecurityHeaders.put(response.getHeaders());
    String id = RequestId.of(request);
    response.getHeaders().put(RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    // Jetty keeps the body of a HEAD back, but not where the head itself is malformed.
    boolean malformed = request.getHttpURI().getHost() == null;
    boolean silent = malformed && HttpMethod.HEAD.is(request.getMethod());
    byte[] body = silent ? NOTHING : problem.toJson(id);
    response.write(true, ByteBuffer.wrap(body), end);
  }
}

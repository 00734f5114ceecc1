package dev.signet.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Problems that are found before a request reaches its route. */
final class Problems {
  private final HttpObserver observer;

  Problems(HttpObserver observer) {
    this.observer = observer;
  }

  /** Answers with a problem; if the body was not read to its end, the connection is closed. */
  void write(Request request, Response response, Callback callback, Problem problem) {
    if (!request.consumeAvailable()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    observer.refused(problem.status());
    response.setStatus(problem.status());
    SecurityHeaders.put(response.getHeaders());
    String id = RequestId.of(request);
    response.getHeaders().put(RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.write(true, ByteBuffer.wrap(problem.toJson(id)), callback);
  }
}

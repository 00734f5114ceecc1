package dev.signet.server.http;

import dev.signet.server.config.NetworkConfig;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request meets first: it gets an id and its answer the security headers; names that do
 * not lead here are refused, and so is a body from somebody without the token.
 */
final class FrontDoor extends Handler.Wrapper {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private final OurNames names;
  private final Token token;
  private final Problems problems;

  FrontDoor(Handler next, NetworkConfig network, Token token, Problems problems) {
    super(next);
    this.names = new OurNames(network);
    this.token = token;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(RequestId.HEADER, RequestId.of(request));
    SecurityHeaders.put(response.getHeaders());
    try {
      names.require(Request.getServerName(request));
      if (!WITHOUT_BODY.contains(request.getMethod())) {
        token.require(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      }
    } catch (ProblemException e) {
      problems.write(request, response, callback, e.problem());
      return true;
    }
    return super.handle(HeadAsGet.of(request), response, callback);
  }
}

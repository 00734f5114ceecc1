package dev.signet.server.http;

import dev.signet.server.config.NetworkConfig;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
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

  private final boolean loopback;
  private final String host;
  private final Token token;
  private final Problems problems;

  FrontDoor(Handler next, NetworkConfig network, Token token, Problems problems) {
    super(next);
    this.loopback = network.loopback();
    this.host = network.host();
    this.token = token;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(RequestId.HEADER, RequestId.of(request));
    SecurityHeaders.put(response.getHeaders());
    try {
      requireOurName(request);
      if (!WITHOUT_BODY.contains(request.getMethod())) {
        token.require(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      }
    } catch (ProblemException e) {
      problems.write(request, response, callback, e.problem());
      return true;
    }
    return super.handle(request, response, callback);
  }

  /**
   * On loopback a name that is not this machine's means that a page from elsewhere had its name
   * resolved to this machine, to be of the same origin as this service (DNS rebinding).
   */
  private void requireOurName(Request request) {
    String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
    if (loopback
        && !name.equals("localhost")
        && !name.endsWith(".localhost")
        && !name.matches("127(\\.\\d{1,3}){3}")
        && !name.equals("[::1]")
        && !name.equals("::1")
        && !name.equals("[0:0:0:0:0:0:0:1]")
        && !name.equalsIgnoreCase(host)) {
      throw new ProblemException(
          HttpStatus.MISDIRECTED_REQUEST_421,
          "this service listens to this machine only, under localhost or 127.0.0.1");
    }
  }
}

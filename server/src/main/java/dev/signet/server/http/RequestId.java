package dev.signet.server.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What a request is called in its answer: the client's name for it, or a random one. */
final class RequestId {
  /** The header that carries it both ways. */
  static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "dev.signet.request-id";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The request's, which is chosen when it is first asked for. */
  static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String id = choose(request.getHeaders().get(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** The client's own id goes back into a header and into JSON, so only harmless ones do. */
  private static String choose(@Nullable String given) {
    return given != null && HARMLESS.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }
}

package dev.signet.studio;

import dev.signet.server.http.ProblemException;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what pages from elsewhere would have a browser do here. Browsers say where a request
 * comes from; programs say nothing, and need no protection from themselves.
 */
final class SameOrigin {
  private static final Set<String> HARMLESS = Set.of("same-origin", "none");

  private SameOrigin() {}

  /**
   * Lets a request through that changes nothing, or that does not come from another site's page.
   */
  static void require(Context context) {
    String method = context.method().name();
    if (method.equals("GET") || method.equals("HEAD")) {
      return;
    }
    @Nullable String site = context.header("Sec-Fetch-Site");
    @Nullable String origin = context.header("Origin");
    boolean elsewhere =
        site == null
            ? origin != null && !isOurs(origin, context.header("Host"))
            : !HARMLESS.contains(site);
    if (elsewhere) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403, "a page from elsewhere may not change anything here");
    }
  }

  private static boolean isOurs(String origin, @Nullable String host) {
    return host != null
        && origin.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT));
  }
}

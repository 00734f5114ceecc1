package dev.signet.server.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/**
 * Headers of every answer: a page may load and ask only this service, may not be framed, and its
 * camera is its own. No header allows another origin anything, so CORS is closed.
 */
final class SecurityHeaders {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
              + "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
              + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(self), microphone=(), geolocation=()");

  private SecurityHeaders() {}

  static void put(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }
}

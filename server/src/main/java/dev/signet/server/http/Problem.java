package dev.signet.server.http;

import dev.signet.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request was not answered, as RFC 9457 writes it down.
 *
 * @param status of HTTP
 * @param detail one sentence for the person who sent the request
 * @param headers that go with it, such as {@code Retry-After}
 */
public record Problem(int status, String detail, Map<String, String> headers) {
  /** The media type of {@link #toJson}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private record Members(
      String type, String title, int status, String detail, String error, String requestId) {}

  /** Copies the headers. */
  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem without headers of its own. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of());
  }

  /** The same with one more header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, detail, more);
  }

  /**
   * The problem as JSON, UTF-8. Beside the members of RFC 9457 it has {@code request_id}, and
   * {@code error}, which is what clients of the Open Inference Protocol look for.
   */
  public byte[] toJson(String requestId) {
    String title = HttpStatus.getMessage(status);
    return Json.bytes(new Members("about:blank", title, status, detail, detail, requestId));
  }
}

package dev.signet.server;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service said, whether to a client of HTTP or to one that speaks by hand. */
record Answer(int status, String mediaType, String text) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern RAW =
      Pattern.compile(
          "(?s)HTTP/1\\.1 (\\d+) .*?Content-Type: ([^;\r]+).*?\r\n\r\n(.*)",
          Pattern.CASE_INSENSITIVE);

  static Answer of(TestService service, HttpRequest.Builder request) {
    HttpResponse<byte[]> response = service.send(request);
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Answer(
        response.statusCode(),
        type.split(";", 2)[0],
        new String(response.body(), StandardCharsets.UTF_8));
  }

  /** An answer with its head. */
  static Answer parse(String raw) {
    Matcher matcher = RAW.matcher(raw);
    if (!matcher.matches()) {
      throw new AssertionError("not an answer: " + raw);
    }
    return new Answer(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3));
  }

  JsonNode json() {
    return JSON.readTree(text);
  }
}

package dev.signet.server.api;

import dev.signet.server.http.ProblemException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a request for predictions may choose, all of it in the query.
 *
 * @param model empty stands for the first model
 * @param version empty stands for the model's current one
 * @param topK classes to name, at least 1
 * @param explain whether to say where in the picture the answer was seen
 * @param deadline after which no answer is wanted, at most the service's own
 */
record PredictOptions(
    Optional<String> model,
    Optional<String> version,
    int topK,
    boolean explain,
    Duration deadline) {
  private static final Set<String> KNOWN =
      Set.of("model", "version", "top_k", "explain", "deadline_ms");
  private static final int ALL = 10_000;

  /**
   * Reads them.
   *
   * @param longest deadline that may be asked for, and the one of who asks for none
   */
  static PredictOptions of(Context context, Duration longest) {
    for (String name : context.queryParamMap().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new ProblemException(
            HttpStatus.BAD_REQUEST_400,
            "there is no option '%s'; there are deadline_ms, explain, model, top_k and version"
                .formatted(printable(name)));
      }
    }
    long millis = number(context, "deadline_ms", longest.toMillis(), longest.toMillis());
    return new PredictOptions(
        Optional.ofNullable(context.queryParam("model")),
        Optional.ofNullable(context.queryParam("version")),
        (int) number(context, "top_k", ALL, ALL),
        explain(context),
        Duration.ofMillis(millis));
  }

  private static boolean explain(Context context) {
    String method = context.queryParam("explain");
    if (method != null && !method.equals("gradcam")) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          "explain must be gradcam but was '%s'".formatted(printable(method)));
    }
    return method != null;
  }

  private static long number(Context context, String name, long otherwise, long most) {
    String text = context.queryParam(name);
    if (text == null) {
      return otherwise;
    }
    long value = text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    if (value < 1 || value > most) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          String.format(
              Locale.ROOT,
              "%s must be a whole number from 1 to %d but was '%s'",
              name,
              most,
              printable(text)));
    }
    return value;
  }

  /** What a client sent, fit for a message. */
  static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
  }
}

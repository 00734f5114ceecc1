package dev.signet.server.http;

import io.javalin.http.Context;
import java.util.Optional;

/** What the handlers of routes need of a request beyond Javalin's context. */
public final class Exchange {
  private Exchange() {}

  /** The request's body, which is here as a whole; empty if there is none. */
  public static byte[] body(Context context) {
    return BodyGate.bodyOf(context.req().getAttribute(BodyGate.attribute()));
  }

  /**
   * The request's content type as it was sent; empty if none was. Jetty would look up the character
   * set that it names, and fail on one that Java does not have.
   */
  public static String contentType(Context context) {
    return Optional.ofNullable(context.header("Content-Type")).orElse("");
  }

  /** Whether the answer's body is not sent: the request is a HEAD, though it looks like a GET. */
  public static boolean isHead(Context context) {
    return context.req().getAttribute(HeadAsGet.attribute()) != null;
  }

  /** What the request is called, in its answer and in the log. */
  public static String id(Context context) {
    return Optional.ofNullable(context.res().getHeader(RequestId.HEADER)).orElse("");
  }

  /** Answers with JSON that must not be kept. */
  public static void json(Context context, byte[] json) {
    context.res().setContentLengthLong(json.length); // however long it is
    context.contentType("application/json").header("Cache-Control", "no-store").result(json);
  }

  /** Answers with a problem. */
  public static void problem(Context context, Problem problem) {
    problem.headers().forEach(context::header);
    context
        .status(problem.status())
        .contentType(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .result(problem.toJson(id(context)));
  }
}

package dev.signet.server.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty itself refuses, such as malformed headers, said like every other problem. */
final class ProblemErrorHandler extends ErrorHandler {
  private final Problems problems;

  ProblemErrorHandler(Problems problems) {
    this.problems = problems;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    // Jetty's own words may repeat what the client sent, or say which class failed.
    problems.write(request, response, callback, Problem.of(code, sentence(code)));
  }

  private static String sentence(int code) {
    if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
      return "the service is ending and takes no more requests"; // what its GracefulHandler means
    }
    return code >= HttpStatus.INTERNAL_SERVER_ERROR_500
        ? "this is a fault in the service; its log says more under the request's id"
        : "the request was refused before it was read: "
            + HttpStatus.getMessage(code).toLowerCase(java.util.Locale.ROOT);
  }
}

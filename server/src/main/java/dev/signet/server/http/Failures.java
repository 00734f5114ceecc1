package dev.signet.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.lang.System.Logger.Level;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;

/** Exceptions of handlers, said as problems. */
final class Failures {
  private static final System.Logger LOG = System.getLogger("dev.signet.server");

  private Failures() {}

  static void install(RoutesConfig routes) {
    routes.exception(
        ProblemException.class, (e, context) -> Exchange.problem(context, e.problem()));
    routes.exception(HttpResponseException.class, Failures::ofRouter);
    routes.exception(Exception.class, Failures::unexpected);
  }

  private static void ofRouter(HttpResponseException e, Context context) {
    Problem problem = Problem.of(e.getStatus(), sentence(e, context));
    String allowed = e.getDetails().get("availableMethods");
    if (e instanceof MethodNotAllowedResponse && allowed != null) {
      problem = problem.with("Allow", allowed);
    }
    Exchange.problem(context, problem);
  }

  private static String sentence(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case HttpStatus.NOT_FOUND_404 ->
          "there is nothing at this path; the page at / leads to what is";
      case HttpStatus.METHOD_NOT_ALLOWED_405 ->
          "%s is not possible at this path".formatted(context.method().name());
      default -> HttpStatus.getMessage(e.getStatus()).toLowerCase(Locale.ROOT);
    };
  }

  private static void unexpected(Exception e, Context context) {
    LOG.log(Level.ERROR, "request " + Exchange.id(context) + " has failed", e);
    Exchange.problem(
        context,
        Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR_500,
            "this is a fault in the service; its log says more under the request's id"));
  }
}

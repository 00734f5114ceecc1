package dev.signet.server.http;

import dev.signet.server.config.LimitsConfig;
import java.util.concurrent.Future;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads a request's body before a thread is given to the request: a slow client costs a connection
 * and never a thread. Bodies that are too large, too slow or one too many are refused.
 */
final class BodyGate extends Handler.Wrapper {
  private static final String ATTRIBUTE = "dev.signet.body";
  private static final byte[] EMPTY = {};

  private final LimitsConfig limits;
  private final BodyBudget budget;
  private final Ending ending;
  private final Problems problems;

  BodyGate(LimitsConfig limits, BodyBudget budget, Ending ending, Problems problems) {
    this.limits = limits;
    this.budget = budget;
    this.ending = ending;
    this.problems = problems;
  }

  /** The body of a request that has passed. */
  static byte[] bodyOf(Object attribute) {
    return attribute instanceof byte[] bytes ? bytes : EMPTY;
  }

  static String attribute() {
    return ATTRIBUTE;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (request.getLength() <= 0 && !chunked) {
      return super.handle(request, response, callback);
    }
    boolean packed;
    try {
      packed = Unpacking.isNeeded(request);
    } catch (ProblemException e) {
      problems.write(request, response, callback, e.problem());
      return true;
    }
    if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())
        && request.getLength() <= limits.requestBytes()) {
      Future<?> unused =
          response
              .writeInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY)
              .whenComplete((done, failure) -> read(packed, request, response, callback));
    } else {
      read(packed, request, response, callback);
    }
    return true;
  }

  private void read(boolean packed, Request request, Response response, Callback callback) {
    BodyReader reader = new BodyReader(request, limits, budget, ending);
    reader.start(
        body -> {
          try {
            request.setAttribute(ATTRIBUTE, packed ? unpacked(request, body) : body);
          } catch (ProblemException e) {
            problems.write(request, response, callback, e.problem());
            return;
          }
          proceed(request, response, callback);
        },
        problem -> problems.write(request, response, callback, problem));
  }

  private byte[] unpacked(Request request, byte[] body) {
    return Unpacking.unpack(request, body, limits.requestBytes(), budget);
  }

  private void proceed(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception | Error e) {
      Response.writeError(request, response, callback, e);
    }
  }
}

package dev.signet.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Ends bodies that do not come in time. */
final class BodyTimer {
  private BodyTimer() {}

  /** Lets the request's next read fail with a {@link TimeoutException}, unless cancelled before. */
  static Scheduler.Task start(Request request, Duration most) {
    return request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> request.fail(new TimeoutException("body")),
            most.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}

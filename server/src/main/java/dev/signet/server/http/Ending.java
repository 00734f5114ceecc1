package dev.signet.server.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * What becomes of bodies that come in while the service ends: they have the drain time, but for its
 * last part, in which those that are still cut are told so. Safe for use by many threads.
 */
final class Ending {
  private static final Duration LAST_PART = Duration.ofMillis(500);

  private final Set<Request> uploads = ConcurrentHashMap.newKeySet();
  private final Duration drain;
  private volatile boolean begun;

  Ending(Duration drain) {
    this.drain = drain;
  }

  /** A request whose body comes in. */
  void add(Request request) {
    uploads.add(request);
  }

  /** Its body has come, or nobody waits for it any more. */
  void remove(Request request) {
    uploads.remove(request);
  }

  /**
   * Whether the service ends. Jetty then tells every connection that it has been silent for too
   * long, also those whose clients may go on.
   */
  boolean hasBegun() {
    return begun;
  }

  /** How long Jetty may take to stop: enough to say why what is cut was not answered. */
  Duration most() {
    return drain.compareTo(LAST_PART) < 0 ? LAST_PART : drain;
  }

  /** Waits for the bodies from now on. */
  void begin() {
    begun = true;
    long millis = Math.max(0, drain.minus(LAST_PART).toMillis());
    Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused = CompletableFuture.runAsync(this::giveUp, later);
  }

  private void giveUp() {
    uploads.forEach(request -> request.fail(new EndedException()));
  }

  /** What is said of a body that did not come. */
  Problem problem() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "the service is ending, and the body did not come within the %s s that it waits (--drain)"
                .formatted(seconds()))
        .with("Retry-After", "1");
  }

  private String seconds() {
    long millis = drain.toMillis();
    return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1e3);
  }

  /** A body's time is over because the service's is. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private EndedException() {
      super("the service is ending", null, false, false); // no stack: it is a message
    }
  }
}

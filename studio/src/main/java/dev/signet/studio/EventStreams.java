package dev.signet.studio;

import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.Problem;
import dev.signet.server.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Server-sent events: each client has a thread of its own that looks what there is and sends the
 * parts that have changed since it last did. A client that comes late is sent all of them, one that
 * is slow misses what was in between, and nobody waits for another. Safe for use by many threads.
 */
final class EventStreams implements AutoCloseable {
  /** Sent when there will be no more. */
  static final String END = "end";

  private static final int MOST = 24;
  private static final long PAUSE_MILLIS = 500;
  private static final int SILENT_PAUSES = 20;

  private final Semaphore free = new Semaphore(MOST);
  private final CountDownLatch ending = new CountDownLatch(1);

  /**
   * Answers a request with a stream.
   *
   * @param parts what there is now, by name
   */
  void open(Context context, Supplier<Map<String, Object>> parts) {
    String accept = Objects.requireNonNullElse(context.header("Accept"), "");
    if (!accept.contains("text/event-stream")) {
      throw new ProblemException(
          HttpStatus.NOT_ACCEPTABLE_406,
          "this is a stream: ask for it by Accept: text/event-stream");
    }
    if (Exchange.isHead(context)) {
      context.contentType("text/event-stream"); // a stream has no length
      return;
    }
    if (!free.tryAcquire()) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE_503,
                  Text.of("%d pages are watching already; close one", MOST))
              .with("Retry-After", "5"));
    }
    boolean handed = false;
    try {
      new SseHandler(0, client -> serve(client, parts)).handle(context);
      handed = true;
    } finally {
      if (!handed) {
        free.release();
      }
    }
  }

  private void serve(SseClient client, Supplier<Map<String, Object>> parts) {
    try {
      send(client, parts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
      client.close();
    }
  }

  private void send(SseClient client, Supplier<Map<String, Object>> parts)
      throws InterruptedException {
    Map<String, String> sent = new HashMap<>();
    int silent = 0;
    boolean last = false;
    while (!client.terminated()) {
      boolean changed = false;
      for (Map.Entry<String, Object> part : parts.get().entrySet()) {
        String json = Json.compact(part.getValue());
        if (!client.terminated() && !json.equals(sent.put(part.getKey(), json))) {
          client.sendEvent(part.getKey(), json);
          changed = true;
        }
      }
      if (last && !client.terminated()) {
        client.sendEvent(END, "{}");
        return;
      }
      silent = changed ? 0 : silent + 1;
      if (silent >= SILENT_PAUSES && !client.terminated()) {
        client.sendComment("still here"); // finds out whether the client is
        silent = 0;
      }
      last = ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** How many clients there are. */
  int clients() {
    return MOST - free.availablePermits();
  }

  /** Sends everybody how it ended, and that it did. */
  @Override
  public void close() {
    ending.countDown();
  }
}

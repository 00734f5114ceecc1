package dev.signet.server.http;

import dev.signet.server.config.LimitsConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads one body as it comes in, without waiting for it. */
final class BodyReader {
  private static final int FIRST = 16 << 10;

  private final Request request;
  private final LimitsConfig limits;
  private final BodyBudget budget;
  private final Ending ending;
  private final ByteArrayOutputStream body;
  private Scheduler.@Nullable Task alarm;

  BodyReader(Request request, LimitsConfig limits, BodyBudget budget, Ending ending) {
    this.request = request;
    this.limits = limits;
    this.budget = budget;
    this.ending = ending;
    body = new ByteArrayOutputStream((int) Math.max(32, Math.min(FIRST, request.getLength())));
  }

  /** Calls one of the two, once: on this thread if the body has come in already. */
  void start(Consumer<byte[]> done, Consumer<Problem> refused) {
    if (request.getLength() > limits.requestBytes()) {
      refused.accept(tooLarge(limits.requestBytes()));
      return;
    }
    Request.addCompletionListener(request, failure -> budget.giveBack(body.size()));
    alarm = BodyTimer.start(request, limits.bodyTime());
    ending.add(request);
    read(done, refused);
  }

  private void read(Consumer<byte[]> done, Consumer<Problem> refused) {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null || isImpatience(chunk)) {
        request.demand(() -> read(done, refused));
        return;
      }
      Problem problem = take(chunk);
      if (problem != null || chunk.isLast()) {
        silence();
        if (problem == null) {
          done.accept(body.toByteArray());
        } else {
          refused.accept(problem);
        }
        return;
      }
    }
  }

  /** Jetty's silence alarm, not ours: it rings early while the service ends, and may be ignored. */
  private boolean isImpatience(Content.Chunk chunk) {
    return Content.Chunk.isFailure(chunk, false) && ending.hasBegun();
  }

  /** Keeps the chunk's bytes; what is wrong, or null. */
  private @Nullable Problem take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      if (chunk.getFailure() instanceof Ending.EndedException) {
        return ending.problem();
      }
      return chunk.getFailure() instanceof TimeoutException
          ? Problem.of(
              HttpStatus.REQUEST_TIMEOUT_408,
              String.format(
                  Locale.ROOT, "the body did not come within %d s", limits.bodyTime().toSeconds()))
          : Problem.of(HttpStatus.BAD_REQUEST_400, "the body is cut or malformed");
    }
    ByteBuffer bytes = chunk.getByteBuffer();
    int count = bytes.remaining();
    try {
      if (body.size() + (long) count > limits.requestBytes()) {
        return tooLarge(limits.requestBytes());
      }
      if (!budget.take(count)) {
        return tooMany();
      }
      byte[] copy = new byte[count];
      bytes.get(copy);
      body.write(copy, 0, count);
      return null;
    } finally {
      chunk.release();
    }
  }

  /** What is said of a body of more bytes than a request may have. */
  static Problem tooLarge(int most) {
    return Problem.of(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        String.format(Locale.ROOT, "a request may have %,d bytes (--max-request)", most));
  }

  /** What is said of a body that comes in while others fill the memory that bodies have. */
  static Problem tooMany() {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "too many bodies come in at one time")
        .with("Retry-After", "1");
  }

  private void silence() {
    ending.remove(request);
    if (alarm != null) {
      alarm.cancel();
    }
  }
}

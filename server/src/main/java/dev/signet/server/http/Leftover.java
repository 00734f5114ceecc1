package dev.signet.server.http;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a body that was refused. It is read and forgotten: a connection that is closed while
 * bytes still come in is reset, and a client that sends before it reads then loses the answer (RFC
 * 9112, section 9.6).
 */
final class Leftover {
  private static final long FIRST_BYTES = 256 << 10;
  private static final long MOST_BYTES = 64 << 20;

  private final Request request;
  private long bytes;

  Leftover(Request request) {
    this.request = request;
  }

  /** Forgets what has come in already; whether that was all of it. */
  boolean isRead() {
    Content.Chunk chunk = skip(FIRST_BYTES);
    return chunk != null && !Content.Chunk.isFailure(chunk);
  }

  /** Calls when the body has ended, the client has left or time or patience (64 MiB) is over. */
  void drain(Duration most, Runnable done) {
    Scheduler.Task alarm = BodyTimer.start(request, most);
    drain(
        () -> {
          alarm.cancel();
          done.run();
        });
  }

  private void drain(Runnable done) {
    if (skip(MOST_BYTES) == null && bytes < MOST_BYTES) {
      request.demand(() -> drain(done));
    } else {
      done.run();
    }
  }

  /** The last chunk, or null if it was not among the first bytes or has not come in. */
  private Content.@Nullable Chunk skip(long most) {
    while (bytes < most) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return null;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        return chunk;
      }
    }
    return null;
  }
}

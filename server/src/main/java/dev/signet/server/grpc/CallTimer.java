package dev.signet.server.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends calls that last too long, such as those whose message does not come. */
final class CallTimer extends ServerStreamTracer.Factory {
  private final Duration most;
  private final ScheduledExecutorService clock;

  CallTimer(Duration most, ScheduledExecutorService clock) {
    this.most = most;
    this.clock = clock;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    return new Tracer();
  }

  private final class Tracer extends ServerStreamTracer {
    private final Context.CancellableContext limited =
        Context.ROOT.withDeadlineAfter(most.toNanos(), TimeUnit.NANOSECONDS, clock);

    @Override
    public Context filterContext(Context context) {
      return limited;
    }

    @Override
    public void streamClosed(Status status) {
      limited.cancel(null);
    }
  }
}

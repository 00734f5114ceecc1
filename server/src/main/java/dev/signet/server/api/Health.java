package dev.signet.server.api;

import dev.signet.config.Json;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpStatus;

/** Whether the service lives, and whether requests should be sent to it. */
public final class Health {
  private record Live(boolean live) {}

  private record Ready(boolean live, boolean ready) {}

  private volatile boolean ready;

  /** Requests are answered from now on. */
  public void ready() {
    ready = true;
  }

  /** No more requests should be sent. */
  public void ending() {
    ready = false;
  }

  /** Whether requests are answered. */
  public boolean isReady() {
    return ready;
  }

  /** Adds the paths, which are those of the Open Inference Protocol and need no token. */
  public void add(RoutesConfig routes) {
    routes.get("/v2/health/live", context -> Exchange.json(context, Json.bytes(new Live(true))));
    routes.get("/v2/health/ready", this::sayReady);
  }

  private void sayReady(Context context) {
    if (!ready) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503, "the service is starting or ending");
    }
    Exchange.json(context, Json.bytes(new Ready(true, true)));
  }
}

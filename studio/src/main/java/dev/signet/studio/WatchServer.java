package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.http.HttpObserver;
import dev.signet.server.http.WebServer;
import java.net.URI;
import java.time.Duration;

/**
 * Pages that show runs as they are trained and as they were, from what is in their folders: nobody
 * waits for them. Safe for use by many threads.
 */
public final class WatchServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WebServer web;
  private final WatchRoutes routes;

  private WatchServer(WebServer web, WatchRoutes routes) {
    this.web = web;
    this.routes = routes;
  }

  /**
   * Listens.
   *
   * @param training whether this process trains the runs: its pages then say at the end that the
   *     training has ended
   * @throws SignetException if the port is taken or may not be used
   */
  public static WatchServer start(NetworkConfig network, RunShelf shelf, boolean training) {
    return start(network, shelf, training, Duration.ofSeconds(2));
  }

  /**
   * Listens.
   *
   * @param drain that slow pages get at the end
   */
  static WatchServer start(
      NetworkConfig network, RunShelf shelf, boolean training, Duration drain) {
    WatchRoutes routes = new WatchRoutes(shelf, training);
    WebServer web =
        WebServer.start(
            network,
            LimitsConfig.DEFAULT.withTimes(PATIENCE, PATIENCE, drain),
            HttpObserver.NONE,
            (app, threads) -> {
              app.staticFiles.add("/dev/signet/studio");
              app.staticFiles.add("/dev/signet/server/common");
              app.staticFiles.add("/dev/signet/pages");
              routes.add(app.routes);
            });
    return new WatchServer(web, routes);
  }

  /** Where it listens. */
  public URI uri() {
    return web.uri();
  }

  /** How many pages are watching now. */
  public int watchers() {
    return routes.watchers();
  }

  /** Sends the pages how it ended, waiting two seconds for slow ones, and listens no more. */
  @Override
  public void close() {
    routes.close();
    web.close();
  }
}

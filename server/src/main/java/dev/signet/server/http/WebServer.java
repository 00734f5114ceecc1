package dev.signet.server.http;

import dev.signet.SignetException;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty and Javalin with everything closed that need not be open: what a request passes before it
 * reaches a route, and how every failure is said. Safe for use by many threads.
 *
 * <p>Routes say who may use them by an {@link Access}; they read bodies with {@link Exchange#body}.
 */
public final class WebServer implements AutoCloseable {
  private static final int MOST_THREADS = 64;
  private static final int BACKLOG = 1024;

  /** More than the largest file of a page: what fits in is sent with its length. */
  private static final int OUTPUT_BYTES = 128 << 10;

  private final Javalin javalin;
  private final BodyBudget bodies;
  private final Ending ending;
  private final String host;

  private WebServer(Javalin javalin, BodyBudget bodies, Ending ending, String host) {
    this.javalin = javalin;
    this.bodies = bodies;
    this.ending = ending;
    this.host = host;
  }

  /**
   * Starts to listen.
   *
   * @param app adds the routes and static files; it is given the threads that answer requests, for
   *     answers that come later
   * @throws SignetException if the port is taken or may not be used
   */
  public static WebServer start(
      NetworkConfig network,
      LimitsConfig limits,
      HttpObserver observer,
      BiConsumer<JavalinConfig, Executor> app) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 8);
    threads.setName("http");
    threads.setDaemon(true);
    Token token = new Token(network.token());
    BodyBudget bodies = new BodyBudget(limits.bodyBytes());
    Ending ending = new Ending(limits.drainTime());
    Problems problems = new Problems(observer, limits.bodyTime());
    Handler.Wrapper door =
        new FrontDoor(
            Packing.around(new GracefulHandler(new BodyGate(limits, bodies, ending, problems))),
            network,
            token,
            problems);
    Javalin javalin =
        Javalin.create(
            config -> {
              quiet(config);
              config.jetty.threadPool = threads;
              config.jetty.modifyHttpConfiguration(WebServer::harden);
              config.jetty.modifyServer(server -> guard(server, ending, door, problems));
              config.jetty.addConnector((server, http) -> connector(server, http, network, limits));
              config.routes.beforeMatched(context -> admit(context, token));
              config.requestLogger.http((context, millis) -> tell(observer, context, millis));
              Failures.install(config.routes);
              app.accept(config, threads);
            });
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "cannot listen on %s port %d: it is taken or not allowed; choose another one (--port)",
              network.host(),
              network.port()),
          e);
    } catch (JavalinException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "cannot listen on %s port %d: %s; choose another one (--host, --port)",
              network.host(),
              network.port(),
              cause.getMessage()),
          e);
    }
    return new WebServer(javalin, bodies, ending, network.host());
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
  }

  private static void harden(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.RFC3986); // one meaning for each path
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setOutputBufferSize(OUTPUT_BYTES);
    http.setOutputAggregationSize(OUTPUT_BYTES);
    http.setRequestHeaderSize(8 << 10);
    http.setResponseHeaderSize(8 << 10);
  }

  private static void guard(Server server, Ending ending, Handler.Wrapper door, Problems problems) {
    server.setErrorHandler(new ProblemErrorHandler(problems));
    server.setStopTimeout(ending.most().toMillis());
    server.setStopAtShutdown(false);
    server.insertHandler(door);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, NetworkConfig network, LimitsConfig limits) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(network.host());
    connector.setPort(network.port());
    connector.setIdleTimeout(limits.idleTime().toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }

  private static void admit(Context context, Token token) {
    String authorization = context.header("Authorization");
    if (context.routeRoles().contains(Access.ADMINISTRATOR)) {
      token.requireAdministrator(authorization);
    } else if (context.routeRoles().contains(Access.USER)) {
      token.require(authorization);
    }
  }

  private static void tell(HttpObserver observer, Context context, float millis) {
    Endpoint endpoint = context.endpoints().lastHttpEndpoint();
    String route = endpoint == null ? "other" : endpoint.path;
    String method = Exchange.isHead(context) ? "HEAD" : context.method().name();
    observer.answered(method, route, context.statusCode(), millis);
  }

  /** Every route as its method and path, such as {@code GET /v1/models}. */
  public List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  /** The memory that bodies share. */
  public BodyBudget bodies() {
    return bodies;
  }

  /** Where it listens. */
  public URI uri() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(String.format(Locale.ROOT, "http://%s:%d/", name, javalin.port()));
  }

  /** Takes no more requests and waits for those under way, but not beyond the drain time. */
  @Override
  public void close() {
    ending.begin();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      } // else the drain time is over, and what was still open is cut
    }
  }
}

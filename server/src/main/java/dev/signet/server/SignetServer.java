package dev.signet.server;

import dev.signet.SignetException;
import dev.signet.server.api.Health;
import dev.signet.server.api.Routes;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.grpc.GrpcServer;
import dev.signet.server.http.WebServer;
import dev.signet.server.metrics.ServerMetrics;
import dev.signet.server.models.ModelLoader;
import dev.signet.server.models.ServedModels;
import dev.signet.server.protocol.Inference;
import dev.signet.server.protocol.InferenceRoutes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Models behind HTTP.
 *
 * <pre>{@code
 * try (SignetServer server = SignetServer.start(ServerConfig.of(Path.of("runs/first")))) {
 *   System.out.println("listening on " + server.uri());
 *   ...
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class SignetServer implements AutoCloseable {
  private final WebServer web;
  private final Optional<GrpcServer> grpc;
  private final ServedModels models;
  private final ExecutorService decoding;
  private final Health health;
  private final ServerMetrics metrics;
  private final Duration drainDelay;

  private SignetServer(
      WebServer web,
      Optional<GrpcServer> grpc,
      ServedModels models,
      ExecutorService decoding,
      Health health,
      ServerMetrics metrics,
      Duration drainDelay) {
    this.web = web;
    this.grpc = grpc;
    this.models = models;
    this.decoding = decoding;
    this.health = health;
    this.metrics = metrics;
    this.drainDelay = drainDelay;
  }

  /**
   * Loads the models, lets each answer once, and listens. When this returns the service is ready.
   *
   * @throws SignetException if a model cannot be read, or the port is taken
   */
  public static SignetServer start(ServerConfig config) {
    ServerMetrics metrics = new ServerMetrics();
    ServedModels models = new ServedModels(metrics);
    ExecutorService decoding = decoders();
    Health health = new Health();
    ModelLoader loader = ModelLoader.of(config, decoding, metrics);
    // The web server's classes and the models take about as long, and neither needs the other.
    CompletableFuture<Void> loading =
        CompletableFuture.runAsync(
            () -> config.models().forEach(source -> models.add(loader.load(source))));
    Inference inference = new Inference(models, config);
    Optional<WebServer> listening = Optional.empty();
    Optional<GrpcServer> grpc = Optional.empty();
    try {
      WebServer web =
          WebServer.start(
              config.network(),
              config.limits(),
              metrics,
              (app, threads) -> {
                app.staticFiles.add("/dev/signet/server/web");
                app.staticFiles.add("/dev/signet/server/common");
                app.staticFiles.add("/dev/signet/pages");
                health.add(app.routes);
                new Routes(models, config, threads, loader, metrics::scrape).add(app.routes);
                new InferenceRoutes(inference, threads).add(app.routes);
              });
      listening = Optional.of(web);
      metrics.bodies(web.bodies()::held);
      grpc =
          config
              .grpcPort()
              .map(
                  port -> GrpcServer.start(config, port, inference, health, web.bodies(), metrics));
      loading.join();
      health.ready();
      return new SignetServer(
          web, grpc, models, decoding, health, metrics, config.limits().drainDelay());
    } catch (RuntimeException | Error e) {
      listening.ifPresent(WebServer::close);
      grpc.ifPresent(GrpcServer::close);
      loading.handle((loaded, problem) -> null).join();
      models.close();
      decoding.shutdown();
      if (e instanceof CompletionException && e.getCause() instanceof SignetException said) {
        throw said;
      }
      throw e;
    }
  }

  /** Decoding is arithmetic: more threads than cores would only hold more pictures at a time. */
  private static ExecutorService decoders() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        task -> {
          Thread thread = new Thread(task, "decoding-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Where the service listens. */
  public URI uri() {
    return web.uri();
  }

  /** Where it listens for gRPC, if it does. */
  public OptionalInt grpcPort() {
    return grpc.stream().mapToInt(GrpcServer::port).findFirst();
  }

  /** Every route as its method and path, such as {@code GET /v1/models}. */
  public List<String> routes() {
    return web.routes();
  }

  /** The names of the models that are served. */
  public List<String> models() {
    return models.names();
  }

  /**
   * Says for the drain delay that it is not ready, and answers as before; then takes no more
   * requests, answers those that were taken, but not beyond the drain time, and frees the models.
   */
  @Override
  public void close() {
    health.ending();
    try {
      Thread.sleep(drainDelay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and no more waiting
    }
    CompletableFuture<Void> calls =
        CompletableFuture.runAsync(() -> grpc.ifPresent(GrpcServer::close));
    web.close();
    calls.join();
    models.close();
    decoding.shutdown();
    metrics.close();
  }
}

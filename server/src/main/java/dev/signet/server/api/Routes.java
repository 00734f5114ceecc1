package dev.signet.server.api;

import dev.signet.config.Json;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.server.models.ModelLoader;
import dev.signet.server.models.ModelRoot;
import dev.signet.server.models.ServedModels;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The paths of Signet's own interface. */
public final class Routes {
  private final ServedModels models;
  private final PredictEndpoint predict;
  private final SwapEndpoint swap;
  private final VersionEndpoints versions;
  private final Supplier<String> metrics;

  /**
   * Routes to these models.
   *
   * @param threads write the answers that come later
   * @param loader of models that a request names
   * @param metrics the service's meters as Prometheus reads them
   */
  public Routes(
      ServedModels models,
      ServerConfig config,
      Executor threads,
      ModelLoader loader,
      Supplier<String> metrics) {
    this.models = models;
    this.metrics = metrics;
    Path first = config.models().get(0).path();
    swap =
        new SwapEndpoint(
            models,
            loader,
            config.modelRoot().map(ModelRoot::of).orElseGet(() -> ModelRoot.beside(first)));
    versions = new VersionEndpoints(models, loader);
    this.predict = new PredictEndpoint(models, config, threads);
  }

  /** Adds them. */
  public void add(RoutesConfig routes) {
    routes.post("/v1/predict", predict::handle, Access.USER);
    routes.get("/v1/models", this::list, Access.USER);
    routes.get("/v1/models/{name}", this::card, Access.USER);
    routes.put("/v1/models/{name}", swap::handle, Access.ADMINISTRATOR);
    routes.post("/v1/models/{name}/rollback", versions::rollBack, Access.ADMINISTRATOR);
    routes.delete("/v1/models/{name}/versions/{version}", versions::remove, Access.ADMINISTRATOR);
    routes.get("/metrics", this::metrics, Access.USER);
  }

  private void metrics(Context context) {
    context
        .contentType("text/plain; version=0.0.4; charset=utf-8")
        .header("Cache-Control", "no-store")
        .result(metrics.get());
  }

  private void list(Context context) {
    Exchange.json(context, Json.bytes(ModelCards.listing(models)));
  }

  private void card(Context context) {
    Optional<String> name = Optional.of(context.pathParam("name"));
    Optional<String> version = Optional.ofNullable(context.queryParam("version"));
    try {
      Exchange.json(context, Json.bytes(ModelCards.card(models, models.find(name, version))));
    } catch (RuntimeException e) {
      throw ModelFailures.of(e);
    }
  }
}

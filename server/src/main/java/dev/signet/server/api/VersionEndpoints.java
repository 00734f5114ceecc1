package dev.signet.server.api;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.server.http.Exchange;
import dev.signet.server.models.ModelLoader;
import dev.signet.server.models.ServedModels;
import io.javalin.http.Context;

/**
 * {@code POST /v1/models/NAME/rollback} and {@code DELETE /v1/models/NAME/versions/VERSION}: the
 * way back from a model, and out of the service. Requests go on meanwhile: none fails.
 */
final class VersionEndpoints {
  private final ServedModels models;
  private final ModelLoader loader;

  VersionEndpoints(ServedModels models, ModelLoader loader) {
    this.models = models;
    this.loader = loader;
  }

  /** Answers with the model that answers from now on. */
  void rollBack(Context context) {
    try {
      byte[] card =
          Json.bytes(ModelCards.card(models, models.rollBack(context.pathParam("name"), loader)));
      Exchange.json(context, card);
    } catch (SignetException e) {
      throw ModelFailures.of(e);
    }
  }

  /** Answers with what is served from now on. */
  void remove(Context context) {
    try {
      models.remove(context.pathParam("name"), context.pathParam("version"));
    } catch (SignetException e) {
      throw ModelFailures.of(e);
    }
    Exchange.json(context, Json.bytes(ModelCards.listing(models)));
  }
}

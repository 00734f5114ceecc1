package dev.signet.server.api;

import dev.signet.artifact.Manifest;
import dev.signet.config.ConfigJson;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said about the models that are served. */
final class ModelCards {
  private static final JsonMapper JSON = new JsonMapper();

  private ModelCards() {}

  /** All models; the first one answers requests that name none. */
  record Listing(List<Card> models) {}

  /**
   * One version of one model.
   *
   * @param current whether it answers requests that name no version
   * @param waiting pictures that wait now
   * @param manifest the model file's own description: architecture, preprocessing, classes, where
   *     the weights come from; the keys are those of the file
   */
  record Card(
      String name,
      String version,
      String id,
      boolean current,
      String loaded,
      int waiting,
      List<String> classes,
      JsonNode manifest) {}

  static Listing listing(ServedModels models) {
    return new Listing(models.all().stream().map(model -> card(models, model)).toList());
  }

  static Card card(ServedModels models, ServedModel model) {
    ModelIdentity identity = model.identity();
    Manifest manifest = model.manifest();
    ServedModel current = models.find(Optional.of(identity.name()), Optional.empty());
    return new Card(
        identity.name(),
        identity.version(),
        identity.id(),
        current == model,
        identity.loaded().toString(),
        model.waiting(),
        manifest.classes(),
        JSON.readTree(ConfigJson.write(manifest)));
  }
}

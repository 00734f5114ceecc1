package dev.signet.server.api;

import dev.signet.artifact.Claims;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.Score;
import dev.signet.confidence.Share;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said about the models that are served. */
final class ModelCards {
  private ModelCards() {}

  /** All models; the first one answers requests that name none. */
  record Listing(List<Card> models) {}

  /**
   * One version of one model.
   *
   * @param current whether it answers requests that name no version
   * @param waiting pictures that wait now
   * @param score on pictures that it has not learned from, if it was judged
   * @param audit what an audit said of its pictures in one sentence, if there was one
   * @param parameters that the network has, as its file claims
   * @param fingerprint of its weights, as its file claims
   * @param manifest the model file's own description: architecture, preprocessing, classes, where
   *     the weights come from; the names are those of the file
   */
  record Card(
      String name,
      String version,
      String id,
      boolean current,
      String loaded,
      int waiting,
      List<String> classes,
      @Nullable Scored score,
      @Nullable String audit,
      @Nullable Long parameters,
      @Nullable String fingerprint,
      Manifest manifest) {}

  /**
   * What it was worth at the end of its training.
   *
   * @param withoutLeaked the score without the pictures that the training part holds, too, if it
   *     holds some
   */
  record Scored(String data, Share all, @Nullable Share withoutLeaked) {
    static Scored of(Score score) {
      return new Scored(score.data(), score.all(), score.withoutLeaked().orElse(null));
    }
  }

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
        model.record().score().map(Scored::of).orElse(null),
        model.record().audit().orElse(null),
        manifest.claims().map(Claims::parameters).orElse(null),
        manifest.claims().map(Claims::fingerprint).orElse(null),
        manifest.withoutClaims());
  }
}

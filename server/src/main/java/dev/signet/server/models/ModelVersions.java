package dev.signet.server.models;

import dev.signet.server.config.ModelSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of one model; immutable.
 *
 * @param current the version that answers requests that name none
 * @param models by version, in the order they came
 * @param former what was current before, if another version was
 */
record ModelVersions(String current, Map<String, ServedModel> models, Optional<Former> former) {
  /**
   * A version that was current.
   *
   * @param source where it was loaded from
   * @param id of its file then
   */
  record Former(ModelSource source, String id) {
    static Former of(ServedModel model) {
      return new Former(model.source(), model.identity().id());
    }

    boolean isOf(ServedModel model) {
      return model.identity().id().equals(id);
    }
  }

  static ModelVersions of(ServedModel only) {
    String version = only.identity().version();
    return new ModelVersions(version, Map.of(version, only), Optional.empty());
  }

  ServedModel newest() {
    ServedModel model = models.get(current);
    if (model == null) {
      throw new IllegalStateException("no model of the current version " + current);
    }
    return model;
  }

  /** With one more version, which becomes the current one. */
  ModelVersions with(ServedModel model) {
    Map<String, ServedModel> more = new LinkedHashMap<>(models);
    more.put(model.identity().version(), model);
    return new ModelVersions(model.identity().version(), more, Optional.of(Former.of(newest())));
  }

  /** With this model in the place of the current one. */
  ModelVersions replacing(ServedModel model) {
    Map<String, ServedModel> others = new LinkedHashMap<>(models);
    others.remove(current);
    others.put(model.identity().version(), model);
    return new ModelVersions(model.identity().version(), others, Optional.of(Former.of(newest())));
  }

  /** With another of its versions as the current one. */
  ModelVersions switchedTo(String version) {
    return new ModelVersions(version, models, Optional.of(Former.of(newest())));
  }

  /** Without a version; of the others, the one that came last is the current one if it was that. */
  ModelVersions without(String version) {
    Map<String, ServedModel> others = new LinkedHashMap<>(models);
    others.remove(version);
    if (!version.equals(current)) {
      return new ModelVersions(current, others, former);
    }
    String last = others.keySet().stream().reduce(version, (earlier, later) -> later);
    return new ModelVersions(last, others, Optional.of(Former.of(newest())));
  }

  /** The number after the highest one. */
  String nextVersion() {
    int highest = 0;
    for (String version : models.keySet()) {
      highest = Math.max(highest, number(version));
    }
    int before = former.map(it -> number(it.source().version())).orElse(0);
    return String.valueOf(Math.max(highest, before) + 1);
  }

  private static int number(String version) {
    return version.matches("\\d{1,8}") ? Integer.parseInt(version) : 0;
  }

  List<ServedModel> all() {
    return List.copyOf(models.values());
  }
}

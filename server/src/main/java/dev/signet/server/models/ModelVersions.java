package dev.signet.server.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of one model; immutable.
 *
 * @param current the version that answers requests that name none
 * @param models by version
 */
record ModelVersions(String current, Map<String, ServedModel> models) {
  static ModelVersions of(ServedModel only) {
    return new ModelVersions(only.identity().version(), Map.of(only.identity().version(), only));
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
    return new ModelVersions(model.identity().version(), more);
  }

  /** With this model in the place of the current one. */
  ModelVersions replacing(ServedModel model) {
    Map<String, ServedModel> others = new LinkedHashMap<>(models);
    others.remove(current);
    others.put(model.identity().version(), model);
    return new ModelVersions(model.identity().version(), others);
  }

  /** The number after the highest one. */
  String nextVersion() {
    int highest = 0;
    for (String version : models.keySet()) {
      if (version.matches("\\d{1,8}")) {
        highest = Math.max(highest, Integer.parseInt(version));
      }
    }
    return String.valueOf(highest + 1);
  }

  List<ServedModel> all() {
    return List.copyOf(models.values());
  }
}

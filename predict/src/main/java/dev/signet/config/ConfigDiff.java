package dev.signet.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What is different in two configurations, in words. */
final class ConfigDiff {
  private ConfigDiff() {}

  /** A line for each value that differs: {@code training.optimizer.lr was 0.001 and is 0.01}. */
  static List<String> between(JsonNode then, JsonNode now) {
    List<String> lines = new ArrayList<>();
    compare("", then, now, lines);
    return lines;
  }

  private static void compare(String path, JsonNode then, JsonNode now, List<String> lines) {
    if (then.equals(now)) {
      return;
    }
    if (!then.isObject() || !now.isObject()) {
      lines.add("%s was %s and is %s".formatted(path, then, now));
      return;
    }
    TreeSet<String> keys = new TreeSet<>(then.propertyNames());
    keys.addAll(now.propertyNames());
    for (String key : keys) {
      String deeper = path.isEmpty() ? key : path + "." + key;
      compare(deeper, then.path(key), now.path(key), lines);
    }
  }
}

package dev.signet.statedict.pytorch;

import dev.signet.statedict.FileBytes;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state dict inside what a pickle holds: at the top, or under one of the usual keys. */
record FoundTensors(
    Map<String, TorchTensor> tensors, String key, List<String> skipped, boolean prefixStripped) {
  private static final List<String> USUAL_KEYS =
      List.of("state_dict", "model_state_dict", "model", "net");

  private static final String PREFIX = "module.";

  /**
   * Looks for it.
   *
   * @param place where the pickle is, for messages
   */
  static FoundTensors in(PickleValue root, FileBytes file, String place) {
    if (!(root instanceof Dict dict)) {
      throw file.malformed(
          place, "holds %s; expected a state_dict or a dict with one".formatted(root.kind()));
    }
    for (String key : USUAL_KEYS) {
      if (dict.entries().get(key) instanceof Dict inner && hasTensors(inner)) {
        List<String> skipped = new ArrayList<>();
        dict.entries()
            .forEach(
                (name, value) -> {
                  if (!name.equals(key)) {
                    skipped.add(described(name, value));
                  }
                });
        return of(inner, key, skipped);
      }
    }
    if (!dict.entries().isEmpty() && !hasTensors(dict)) {
      throw file.malformed(
          place,
          "has no tensors at the top or under %s; expected some, but there is: %s"
              .formatted(String.join(", ", USUAL_KEYS), firstOf(dict)));
    }
    return of(dict, "", new ArrayList<>());
  }

  private static FoundTensors of(Dict dict, String key, List<String> skipped) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, value) -> {
              if (name instanceof String text && value instanceof TorchTensor tensor) {
                tensors.put(text, tensor);
              } else {
                skipped.add(described(name, value));
              }
            });
    boolean prefixed =
        !tensors.isEmpty() && tensors.keySet().stream().allMatch(name -> name.startsWith(PREFIX));
    if (!prefixed) {
      return new FoundTensors(tensors, key, skipped, false);
    }
    Map<String, TorchTensor> stripped = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> stripped.put(name.substring(PREFIX.length()), tensor));
    return new FoundTensors(stripped, key, skipped, true);
  }

  private static boolean hasTensors(Dict dict) {
    return dict.entries().entrySet().stream()
        .anyMatch(e -> e.getKey() instanceof String && e.getValue() instanceof TorchTensor);
  }

  private static String firstOf(Dict dict) {
    return String.join(
        ", ",
        dict.entries().entrySet().stream()
            .limit(10)
            .map(entry -> described(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static String described(Comparable<?> name, PickleValue value) {
    // Keys come from the file and go to a terminal.
    return "%s (%s)".formatted(name, value.kind()).replaceAll("\\p{Cntrl}", "?");
  }
}

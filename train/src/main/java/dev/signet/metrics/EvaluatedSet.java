package dev.signet.metrics;

import dev.signet.Text;
import java.util.List;

/**
 * The pictures that a network is judged by, without their pixels.
 *
 * @param name what a person would call them
 * @param classes names, in the order of the labels
 * @param ids a name for each picture
 * @param leaks for each picture, whether the training part holds it, too
 */
public record EvaluatedSet(String name, List<String> classes, List<String> ids, List<Leak> leaks) {
  public EvaluatedSet {
    classes = List.copyOf(classes);
    ids = List.copyOf(ids);
    leaks = List.copyOf(leaks);
    if (leaks.size() != ids.size()) {
      throw new IllegalArgumentException(
          Text.of(
              "%d pictures need as many answers whether they leaked but had %d",
              ids.size(), leaks.size()));
    }
  }
}

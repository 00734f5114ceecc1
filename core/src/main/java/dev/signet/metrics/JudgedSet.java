package dev.signet.metrics;

import java.util.List;
import java.util.Set;

/**
 * The pictures that a network is judged by, without their pixels.
 *
 * @param name what a person would call them
 * @param classes names, in the order of the labels
 * @param ids a name for each picture
 * @param leaked places of those that the training part holds, too
 */
public record JudgedSet(String name, List<String> classes, List<String> ids, Set<Integer> leaked) {
  /** Copies the collections. */
  public JudgedSet {
    classes = List.copyOf(classes);
    ids = List.copyOf(ids);
    leaked = Set.copyOf(leaked);
  }
}

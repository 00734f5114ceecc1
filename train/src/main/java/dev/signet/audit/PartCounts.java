package dev.signet.audit;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import java.util.Arrays;
import java.util.List;

/**
 * How many pictures of which class a part has.
 *
 * @param part which one
 * @param name where its pictures come from
 * @param pictures all of them
 * @param classCounts those of each class, in the order of the labels
 */
public record PartCounts(Part part, String name, int pictures, List<Integer> classCounts) {
  public PartCounts {
    classCounts = List.copyOf(classCounts);
  }

  static PartCounts of(Part part, ImageSource dataset) {
    return new PartCounts(
        part,
        dataset.name(),
        dataset.size(),
        Arrays.stream(dataset.classCounts()).boxed().toList());
  }

  /** Pictures of the rarest class over those of the most frequent one: 1 is balanced, 0 empty. */
  public double balance() {
    int most = classCounts.stream().mapToInt(i -> i).max().orElse(0);
    int least = classCounts.stream().mapToInt(i -> i).min().orElse(0);
    return most == 0 ? 0 : (double) least / most;
  }
}

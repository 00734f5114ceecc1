package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import dev.signet.picture.StoredSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sizes that picture files had before they were all brought to one.
 *
 * @param counts of each size, the most frequent first
 */
public record PictureSizes(List<SizeCount> counts) {
  /**
   * One size.
   *
   * @param height rows
   * @param width columns
   * @param pictures how many have it
   * @param example the id of one of them
   */
  public record SizeCount(int height, int width, int pictures, String example) {}

  public PictureSizes {
    counts = List.copyOf(counts);
  }

  /**
   * Reads the headers of all files; empty where the pictures do not come from files of their own.
   */
  static Optional<PictureSizes> of(DataParts parts) {
    List<ImageSource> all = new ArrayList<>(List.of(parts.train()));
    parts.validation().ifPresent(all::add);
    parts.test().ifPresent(all::add);
    Map<ImageSize, SizeCount> counts = new HashMap<>();
    for (ImageSource dataset : all) {
      for (int i = 0; i < dataset.size(); i++) {
        String id = dataset.id(i);
        StoredSize.of(id)
            .ifPresent(
                size ->
                    counts.merge(
                        size,
                        new SizeCount(size.height(), size.width(), 1, id),
                        (old, one) ->
                            new SizeCount(
                                old.height(), old.width(), old.pictures() + 1, old.example())));
      }
    }
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PictureSizes(
                counts.values().stream()
                    .sorted(Comparator.comparingInt(SizeCount::pictures).reversed())
                    .toList()));
  }
}

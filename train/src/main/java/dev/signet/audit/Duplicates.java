package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.metrics.Leak;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pictures that are there twice, exactly or nearly. Of a cluster of {@code k} alike pictures {@code
 * k - 1} pairs are listed, which link them all, and one more for each picture that is held out and
 * has its like among the training pictures.
 *
 * @param pairs of pictures that are alike: the exactly equal ones first, then by distance
 */
public record Duplicates(List<DuplicatePair> pairs) {
  /**
   * Pictures are near duplicates up to this root mean square difference, in grey levels: a JPEG
   * recompressed at quality 50 differs from its original by 5 to 8; two photos of a burst by 15 and
   * more.
   */
  public static final double NEAR = 10;

  public Duplicates {
    pairs = List.copyOf(pairs);
  }

  /**
   * Searches all parts. The time grows a little faster than the number of pictures (it sorts), the
   * memory with their number. Among thousands of pictures of one scene near duplicates can be
   * missed, exact ones never.
   */
  public static Duplicates find(DataParts parts) {
    return new DuplicateSearch(new Pool(parts)).run();
  }

  /** For each picture that is held out in this part, its like among the training pictures. */
  public List<DuplicatePair> leaks(Part part) {
    Map<Integer, DuplicatePair> nearest = new TreeMap<>();
    for (DuplicatePair pair : pairs) {
      if (pair.first().part() == Part.TRAIN && pair.second().part() == part) {
        nearest.putIfAbsent(pair.second().index(), pair);
      }
    }
    return List.copyOf(nearest.values());
  }

  /**
   * For each of these pictures, whether the training part holds it, or nearly it: a score on the
   * others is the score without the leaked pictures.
   *
   * @throws dev.signet.SignetException if size or classes are not those of the training part
   */
  public static List<Leak> leaks(ImageSource pictures, ImageSource train) {
    DataParts parts = new DataParts(train, Optional.empty(), Optional.of(pictures));
    return find(parts).leaks(Part.TEST, pictures.size());
  }

  /**
   * For each picture of a part that is held out, whether the training part holds it, or nearly it.
   *
   * @param size of the part
   */
  public List<Leak> leaks(Part part, int size) {
    Leak[] leaks = new Leak[size];
    Arrays.fill(leaks, Leak.NONE);
    leaks(part)
        .forEach(
            pair -> leaks[pair.second().index()] = pair.isExact() ? Leak.IDENTICAL : Leak.NEAR);
    return List.of(leaks);
  }

  /** Pairs within one part. */
  public List<DuplicatePair> within(Part part) {
    return pairs.stream()
        .filter(pair -> pair.first().part() == part && pair.second().part() == part)
        .toList();
  }

  /** Pictures that are alike, together; the groups in the order of their first pairs. */
  public List<List<PictureRef>> groups() {
    Map<PictureRef, Set<PictureRef>> groups = new LinkedHashMap<>();
    for (DuplicatePair pair : pairs) {
      Set<PictureRef> mine =
          groups.computeIfAbsent(pair.first(), each -> new LinkedHashSet<>(List.of(each)));
      Set<PictureRef> other =
          groups.computeIfAbsent(pair.second(), each -> new LinkedHashSet<>(List.of(each)));
      if (mine != other) {
        mine.addAll(other);
        other.forEach(each -> groups.put(each, mine));
      }
    }
    Set<Set<PictureRef>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    return groups.values().stream().filter(distinct::add).map(List::copyOf).toList();
  }

  /** Pairs whose labels differ. */
  public List<DuplicatePair> conflicts() {
    return pairs.stream().filter(DuplicatePair::isConflict).toList();
  }
}

package dev.signet.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One search for {@link Duplicates}. */
final class DuplicateSearch {
  /**
   * Pictures of one scene all have nearly the same hash and differ in their pixels: a picture is
   * compared in vain with so many others, more often if there are few pictures.
   */
  private static final int LEAST_COMPARISONS = 64;

  private static final int COMPARISONS = 1_000_000;

  private final Pool pool;
  private final Clusters clusters;

  /** For each picture the first one with the very same bytes, perhaps itself. */
  private final int[] firsts;

  /** For each picture that is held out, whether its like in the training part is known. */
  private final boolean[] hasLeak;

  /** How often each picture was compared in vain. */
  private final int[] inVain;

  private final List<Found> found = new ArrayList<>();

  private record Found(int first, int second, double distance) {}

  DuplicateSearch(Pool pool) {
    this.pool = pool;
    this.clusters = new Clusters(pool.size());
    this.firsts = new int[pool.size()];
    this.hasLeak = new boolean[pool.size()];
    this.inVain = new int[pool.size()];
  }

  Duplicates run() {
    findExact();
    findNear();
    found.sort(Comparator.comparingDouble(Found::distance));
    return new Duplicates(
        found.stream()
            .map(f -> new DuplicatePair(pool.ref(f.first()), pool.ref(f.second()), f.distance()))
            .toList());
  }

  private void findExact() {
    long[] byHash =
        IntStream.range(0, pool.size())
            .parallel()
            .mapToLong(i -> (long) Arrays.hashCode(pool.pixels(i)) << Integer.SIZE | i)
            .toArray();
    Arrays.parallelSort(byHash); // and by place where hashes are equal: the bytes may be too many
    for (int from = 0, to; from < byHash.length; from = to) {
      to = from + 1;
      while (to < byHash.length && byHash[to] >> Integer.SIZE == byHash[from] >> Integer.SIZE) {
        to++;
      }
      findFirsts(byHash, from, to);
    }
    for (int i = 0; i < firsts.length; i++) {
      if (firsts[i] != i) {
        add(firsts[i], i, 0);
      }
    }
  }

  /** For pictures of one hash the first one of each kind. */
  private void findFirsts(long[] byHash, int from, int to) {
    List<Integer> kinds = new ArrayList<>(1);
    for (int k = from; k < to; k++) {
      int place = (int) byHash[k];
      firsts[place] =
          to - from == 1
              ? place
              : kinds.stream()
                  .filter(earlier -> Arrays.equals(pool.pixels(earlier), pool.pixels(place)))
                  .findFirst()
                  .orElse(place);
      if (firsts[place] == place) {
        kinds.add(place);
      }
    }
  }

  private void findNear() {
    int[] different = IntStream.range(0, pool.size()).filter(i -> firsts[i] == i).toArray();
    HashNeighbours.forEach(
        PerceptualHash.ofAll(pool),
        different,
        (one, other) -> {
          int first = Math.min(one, other);
          int second = Math.max(one, other);
          boolean isNews = clusters.root(first) != clusters.root(second);
          boolean isLeak = pool.isTrain(first) && !pool.isTrain(second) && !hasLeak[second];
          if (isNews || isLeak) {
            compare(first, second);
          }
        });
    // A copy of a held-out picture leaks as that does.
    List<Found> leaks = found.stream().filter(f -> isLeak(f) && f.distance() > 0).toList();
    Map<Integer, Found> leakOf = new HashMap<>();
    leaks.forEach(leak -> leakOf.put(leak.second(), leak));
    for (int i = 0; i < firsts.length; i++) {
      Found leak = leakOf.get(firsts[i]);
      if (firsts[i] != i && leak != null && !hasLeak[i]) {
        add(leak.first(), i, leak.distance());
      }
    }
  }

  private void compare(int first, int second) {
    int most = Math.max(LEAST_COMPARISONS, COMPARISONS / pool.size());
    if (inVain[first] >= most && inVain[second] >= most) {
      return;
    }
    byte[] pixels = pool.pixels(first);
    long limit = (long) (Duplicates.NEAR * Duplicates.NEAR * pixels.length);
    long squares = PixelDistance.squared(pixels, pool.pixels(second), limit);
    if (squares <= limit) {
      add(first, second, Math.sqrt((double) squares / pixels.length));
    } else {
      inVain[first]++;
      inVain[second]++;
    }
  }

  private boolean isLeak(Found pair) {
    return pool.isTrain(pair.first()) && !pool.isTrain(pair.second());
  }

  private void add(int first, int second, double distance) {
    Found pair = new Found(first, second, distance);
    clusters.unite(first, second);
    found.add(pair);
    if (isLeak(pair)) {
      hasLeak[second] = true;
    }
  }
}

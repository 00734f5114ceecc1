package dev.signet.audit;

/** Which things belong together: a disjoint-set forest (Tarjan, 1975). */
final class Clusters {
  private final int[] parents;

  Clusters(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  /** The one that stands for all that belong to {@code member}. */
  int root(int member) {
    int at = member;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Puts two together; false if they were so already. */
  boolean unite(int first, int second) {
    int a = root(first);
    int b = root(second);
    parents[Math.max(a, b)] = Math.min(a, b);
    return a != b;
  }
}

package dev.signet.explain;

import java.util.List;

/** A way to find out what in a picture speaks for a class. */
public interface Explainer {
  /**
   * What in each picture speaks for its class.
   *
   * @param pictures {@code [height, width, 3]} bytes each, of the network's input size
   * @param classes for each picture a class's place among the logits
   */
  List<Heatmap> heatmaps(List<byte[]> pictures, int[] classes);

  /** What in one picture speaks for a class. */
  default Heatmap heatmap(byte[] pixels, int classIndex) {
    return heatmaps(List.of(pixels), new int[] {classIndex}).get(0);
  }
}

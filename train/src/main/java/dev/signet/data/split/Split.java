package dev.signet.data.split;

import dev.signet.data.ImageSource;
import java.util.stream.IntStream;

/**
 * Which pictures of a data set stay and which are held out: positions in it, ascending.
 *
 * @param kept what is learned from
 * @param heldOut what is set aside
 */
public record Split(int[] kept, int[] heldOut) {
  /** The pictures of {@code dataset} that stay. */
  public ImageSource kept(ImageSource dataset) {
    return dataset.subset(dataset.name(), kept);
  }

  /** The pictures of {@code dataset} that are set aside. */
  public ImageSource heldOut(ImageSource dataset) {
    return dataset.subset(dataset.name() + " (held out)", heldOut);
  }

  /** From a mark for each picture: true is held out. */
  static Split of(boolean[] held) {
    IntStream all = IntStream.range(0, held.length);
    int[] out = all.filter(i -> held[i]).toArray();
    int[] in = IntStream.range(0, held.length).filter(i -> !held[i]).toArray();
    return new Split(in, out);
  }
}

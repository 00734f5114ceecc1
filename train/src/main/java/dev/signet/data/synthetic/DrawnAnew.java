package dev.signet.data.synthetic;

import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Pictures that are other ones in every epoch. Picture {@code i} always shows the same digit; which
 * hand in which light depends on the row's seed, the epoch and {@code i} alone, so that a run that
 * goes on meets what an uninterrupted one would. Immutable.
 */
final class DrawnAnew implements ImageSource {
  private final ImageSource first;
  private final long seed;
  private final long behind;
  private final int epoch;

  /**
   * The pictures of an epoch.
   *
   * @param first those of epoch 0, in memory
   * @param behind place in the row of the first picture of epoch 1
   */
  DrawnAnew(ImageSource first, long seed, long behind, int epoch) {
    this.first = first;
    this.seed = seed;
    this.behind = behind;
    this.epoch = epoch;
  }

  @Override
  public ImageSource inEpoch(int other) {
    return new DrawnAnew(first, seed, behind, other);
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public ImageSize pictureSize() {
    return first.pictureSize();
  }

  @Override
  public List<String> classes() {
    return first.classes();
  }

  @Override
  public int size() {
    return first.size();
  }

  @Override
  public int label(int index) {
    return first.label(index);
  }

  @Override
  public String id(int index) {
    return first.id(index);
  }

  /** Those of the first epoch are there. */
  @Override
  public boolean readsSlowly() {
    return epoch > 0;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    into.put(pixels(index));
  }

  @Override
  public byte[] pixels(int index) {
    if (epoch == 0) {
      return first.pixels(index);
    }
    long place = behind + (epoch - 1L) * size() + index;
    return Scene.photograph(label(index), pictureSize().height(), Dice.seedOf(seed, place));
  }
}

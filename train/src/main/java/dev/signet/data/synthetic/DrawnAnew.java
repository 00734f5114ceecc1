package dev.signet.data.synthetic;

import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.View;
import java.util.stream.IntStream;

/**
 * Pictures that are other ones in every epoch. Picture {@code i} always shows the same digit; which
 * hand in which light depends on the row's seed, the epoch and {@code i} alone, so that a run that
 * goes on meets what an uninterrupted one would. Immutable.
 *
 * <p>An epoch is drawn as a whole, on all cores, before it begins. Drawn beside the steps it would
 * take turns with them, and whoever computes on all cores waits for the slowest of its threads.
 */
final class DrawnAnew extends View {
  private final ImageSource first;
  private final long seed;
  private final long behind;

  /**
   * The pictures of epoch 0.
   *
   * @param first in memory
   * @param behind place in the row of the first picture of epoch 1
   */
  DrawnAnew(ImageSource first, long seed, long behind) {
    this(first, first, seed, behind);
  }

  private DrawnAnew(ImageSource shown, ImageSource first, long seed, long behind) {
    super(shown);
    this.first = first;
    this.seed = seed;
    this.behind = behind;
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return new DrawnAnew(epoch == 0 ? first : drawn(epoch), first, seed, behind);
  }

  private ImageSource drawn(int epoch) {
    long begin = behind + (epoch - 1L) * first.size();
    return new InMemorySource(
        first.name(),
        first.pictureSize(),
        first.classes(),
        IntStream.range(0, first.size())
            .parallel()
            .mapToObj(i -> picture(i, Dice.seedOf(seed, begin + i)))
            .toList());
  }

  private LabelledImage picture(int index, long pictureSeed) {
    int digit = first.label(index);
    byte[] pixels = Scene.photograph(digit, first.pictureSize().height(), pictureSeed);
    return new LabelledImage(first.id(index), digit, pixels);
  }
}

package dev.signet.data.configured;

import dev.signet.Text;
import dev.signet.config.Fit;
import dev.signet.data.DecodedSource;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which fit suits pictures: squeezing where that hardly changes their shape, else cropping. Told by
 * the headers of some pictures, spread evenly over all.
 *
 * @param fit that suits them
 * @param why in a clause for people
 */
record FitChoice(Fit fit, String why) {
  private static final int LOOKED_AT = 100;

  /** So much longer may a side become, compared with the other one. */
  private static final double HARDLY = 1.1;

  /** Of the pictures; the others may be odd ones out. */
  private static final double NEARLY_ALL = 0.9;

  /** For pictures that are to have this size. */
  static FitChoice of(ImageSource pictures, ImageSize size) {
    int count = Math.min(LOOKED_AT, pictures.size());
    List<ImageSize> stored =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * pictures.size() / count))
            .mapToObj(index -> stored(pictures, index))
            .flatMap(Optional::stream)
            .toList();
    long alike = stored.stream().filter(each -> isAlike(each, size)).count();
    Fit fit = alike >= NEARLY_ALL * stored.size() ? Fit.SQUEEZE : Fit.CROP;
    String shape = size.height() == size.width() ? "square" : "of the shape of " + size;
    return new FitChoice(
        fit, Text.of("%d of %d pictures looked at are %s", alike, stored.size(), shape));
  }

  private static Optional<ImageSize> stored(ImageSource pictures, int index) {
    return pictures instanceof DecodedSource decoded
        ? decoded.storedSize(index)
        : Optional.of(pictures.pictureSize());
  }

  private static boolean isAlike(ImageSize stored, ImageSize size) {
    double stretch =
        (double) stored.width() * size.height() / ((double) stored.height() * size.width());
    return stretch <= HARDLY && stretch >= 1 / HARDLY;
  }
}

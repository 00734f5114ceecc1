package dev.signet.explain;

import dev.signet.data.ImageSource;
import dev.signet.data.LabelledImage;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a region of the pictures, such as the border, gives away without any network: the class of
 * the training picture that is nearest there, by squared differences of bytes. Unlike a masked
 * picture before a network that has never seen one, this is no stranger to what it is asked.
 */
final class BorderFloor {
  private final int[] pixels;
  private final List<LabelledImage> references;

  /**
   * A search among training pictures.
   *
   * @param most training pictures to compare with, spread evenly
   */
  BorderFloor(ImageSource train, Region region, int most) {
    references =
        IntStream.of(EvenSample.of(train.size(), most))
            .mapToObj(i -> LabelledImage.of(train, i))
            .toList();
    pixels =
        IntStream.range(0, train.pictureSize().rgbBytes() / ImageSize.CHANNELS)
            .filter(region::contains)
            .toArray();
  }

  /** How many of these pictures have the class of their nearest neighbour. */
  long correct(ImageSource judged, int[] indices) {
    return IntStream.of(indices)
        .parallel()
        .filter(i -> nearestLabel(judged.pixels(i)) == judged.label(i))
        .count();
  }

  private int nearestLabel(byte[] picture) {
    long smallest = Long.MAX_VALUE;
    int label = 0;
    for (LabelledImage reference : references) {
      long distance = distance(picture, reference.pixels(), smallest);
      if (distance < smallest) {
        smallest = distance;
        label = reference.label();
      }
    }
    return label;
  }

  /** Up to {@code enough}: what is farther than the nearest so far need not be known exactly. */
  private long distance(byte[] first, byte[] second, long enough) {
    long sum = 0;
    for (int pixel : pixels) {
      int at = pixel * ImageSize.CHANNELS;
      for (int channel = 0; channel < ImageSize.CHANNELS; channel++) {
        int difference = (first[at + channel] & 0xff) - (second[at + channel] & 0xff);
        sum += (long) difference * difference;
      }
      if (sum >= enough) {
        return sum;
      }
    }
    return sum;
  }
}

package dev.signet.explain;

import dev.signet.data.ImageSource;

/** What all pictures of a data set have in common: the mean of each pixel and channel. */
final class MeanPicture {
  private MeanPicture() {}

  /** The mean as bytes, {@code [height, width, 3]}. */
  static byte[] of(ImageSource dataset) {
    long[] sums = new long[dataset.pictureSize().rgbBytes()];
    for (int i = 0; i < dataset.size(); i++) {
      byte[] pixels = dataset.pixels(i);
      for (int at = 0; at < sums.length; at++) {
        sums[at] += pixels[at] & 0xff;
      }
    }
    byte[] mean = new byte[sums.length];
    for (int at = 0; at < mean.length; at++) {
      mean[at] = (byte) Math.round((double) sums[at] / dataset.size());
    }
    return mean;
  }
}

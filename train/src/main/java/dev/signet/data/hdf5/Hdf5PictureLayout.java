package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the bytes of a picture lie.
 *
 * @param height rows
 * @param width columns
 * @param channels 1 for grey, 3 for RGB, 4 with alpha
 * @param first whether the channels are the first axis, {@code [channels, height, width]}
 */
record Hdf5PictureLayout(int height, int width, int channels, boolean first) {
  private static final List<Integer> CHANNELS = List.of(1, 3, 4);

  /**
   * The layout that a shape of pictures has; where channels last and first both fit, the article's
   * {@code [n, height, width, 3]}.
   *
   * @throws SignetException if there is none, or two are as good
   */
  static Hdf5PictureLayout of(Hdf5Array array) {
    long[] shape = array.shape();
    Hdf5Shape.requireSomePictures(array.where(), shape);
    if (shape.length == 3) {
      return checked(array, shape[1], shape[2], 1, false);
    }
    List<Hdf5PictureLayout> layouts = new ArrayList<>();
    if (CHANNELS.contains((int) shape[3])) {
      layouts.add(checked(array, shape[1], shape[2], (int) shape[3], false));
    }
    if (CHANNELS.contains((int) shape[1])) {
      layouts.add(checked(array, shape[2], shape[3], (int) shape[1], true));
    }
    if (layouts.isEmpty()) {
      throw new SignetException(
          String.format(
                  Locale.ROOT,
                  "%s has %d channels (shape %s), but 3 (red, green, blue, last) are expected; store RGB",
                  array.where(),
                  shape[3],
                  Hdf5Shape.describe(shape))
              + " pictures");
    }
    boolean article = shape[3] == 3 && shape[1] != 3;
    boolean grey = shape[3] == 1 && shape[1] == 1;
    if (layouts.size() > 1 && !article && !grey) {
      throw new SignetException(
          "%s has shape %s, which may be [n, height, width, channels] or [n, channels, height,"
                  .formatted(array.where(), Hdf5Shape.describe(shape))
              + " width]; store [n, height, width, 3] of other sizes");
    }
    return layouts.get(0);
  }

  private static Hdf5PictureLayout checked(
      Hdf5Array array, long height, long width, int channels, boolean first) {
    Hdf5Shape.requirePictureSize(array.where(), array.shape(), height, width);
    return new Hdf5PictureLayout((int) height, (int) width, channels, first);
  }

  boolean isArticles() {
    return channels == 3 && !first;
  }

  /** Bytes of a picture as RGB. */
  int rgbBytes() {
    return height * width * ImageSize.CHANNELS;
  }

  /** What is done with it, for people; empty if nothing is. */
  List<String> remarks(long[] shape) {
    List<String> remarks = new ArrayList<>();
    if (first && channels > 1) {
      remarks.add("has shape %s, taken as channels first".formatted(Hdf5Shape.describe(shape)));
    }
    if (channels == 1) {
      remarks.add("is grey, taken as three equal channels");
    }
    if (channels == 4) {
      remarks.add("has an alpha channel, opaque all over, left out");
    }
    return remarks;
  }

  /** The picture as red, green, blue of a pixel side by side; empty if a pixel is not opaque. */
  byte[] toRgb(byte[] bytes) {
    if (isArticles()) {
      return bytes;
    }
    int pixels = height * width;
    int stepOfPixel = first ? 1 : channels;
    int stepOfChannel = first ? pixels : 1;
    byte[] rgb = new byte[rgbBytes()];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = pixel * stepOfPixel;
      if (channels == 4 && bytes[at + 3 * stepOfChannel] != (byte) 255) {
        return new byte[0];
      }
      for (int channel = 0; channel < ImageSize.CHANNELS; channel++) {
        rgb[pixel * ImageSize.CHANNELS + channel] =
            bytes[at + (channels == 1 ? 0 : channel * stepOfChannel)];
      }
    }
    return rgb;
  }
}

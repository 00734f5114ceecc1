package dev.signet.data;

import dev.signet.SignetException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Labelled pictures of one size, kept in memory as bytes: one byte a pixel and channel, rows top to
 * bottom, the channels red, green, blue of a pixel side by side (NHWC).
 *
 * <p>Immutable as long as nobody writes into the arrays that {@link #pixels} hands out; then safe
 * for use by many threads.
 */
public final class ImageDataset {
  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  private final String name;
  private final int height;
  private final int width;
  private final List<String> classes;
  private final List<LabelledImage> images;

  /**
   * Pictures that share one size and one list of classes.
   *
   * @param name where they come from, for messages: a file, a folder, {@code "synthetic"}
   * @param height rows of every picture, at least 1
   * @param width columns of every picture, at least 1
   * @param classes names of the classes; a label is an index into this list
   * @param images the pictures, each {@code height * width * 3} bytes
   * @throws SignetException if there are no pictures, or one has another size or a label outside
   *     the classes
   */
  public ImageDataset(
      String name, int height, int width, List<String> classes, List<LabelledImage> images) {
    if (images.isEmpty()) {
      throw new SignetException(name + " holds no pictures; at least one is needed");
    }
    this.name = name;
    this.height = height;
    this.width = width;
    this.classes = List.copyOf(classes);
    this.images = List.copyOf(images);
    for (LabelledImage image : this.images) {
      if (image.pixels().length != height * width * CHANNELS) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: picture %s has %d bytes, but %d x %d x 3 needs %d",
                name,
                image.id(),
                image.pixels().length,
                height,
                width,
                height * width * CHANNELS));
      }
      if (image.label() < 0 || image.label() >= classes.size()) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: picture %s has label %d, but there are %d classes (0 to %d)",
                name,
                image.id(),
                image.label(),
                classes.size(),
                classes.size() - 1));
      }
    }
  }

  /** Where the pictures come from, for messages. */
  public String name() {
    return name;
  }

  /** Rows of every picture. */
  public int height() {
    return height;
  }

  /** Columns of every picture. */
  public int width() {
    return width;
  }

  /** Names of the classes, in the order of the labels. */
  public List<String> classes() {
    return classes;
  }

  /** Number of pictures, at least 1. */
  public int size() {
    return images.size();
  }

  /** Picture {@code index} with its label and id. */
  public LabelledImage image(int index) {
    return images.get(index);
  }

  /** The bytes of picture {@code index}: {@code [height, width, 3]}, not a copy. */
  public byte[] pixels(int index) {
    return images.get(index).pixels();
  }

  /** Picture {@code index} for drawing: a copy. */
  public BufferedImage toImage(int index) {
    return RgbPixels.toImage(pixels(index), new ImageSize(height, width));
  }

  /** The label of picture {@code index}: an index into {@link #classes()}. */
  public int label(int index) {
    return images.get(index).label();
  }

  /** How many pictures each class has, in the order of the labels. */
  public int[] classCounts() {
    int[] counts = new int[classes.size()];
    images.forEach(image -> counts[image.label()]++);
    return counts;
  }

  /**
   * The pictures at {@code indices}, in that order; the bytes are shared, not copied.
   *
   * @throws SignetException if {@code indices} is empty
   */
  public ImageDataset subset(String subsetName, int[] indices) {
    List<LabelledImage> chosen = new ArrayList<>(indices.length);
    for (int index : indices) {
      chosen.add(images.get(index));
    }
    return new ImageDataset(subsetName, height, width, classes, chosen);
  }

  /** The same pictures in another size, with the filter that all pictures are resized by. */
  public ImageDataset resizedTo(int newHeight, int newWidth) {
    return ResizedDataset.of(this, new ImageSize(newHeight, newWidth));
  }
}

package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.config.Fit;
import dev.signet.picture.Batch;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Labelled pictures of one size: a data set, wherever its pictures lie. They may be in memory
 * ({@link InMemorySource}), be read when they are asked for, or be computed. A program hands in its
 * own by implementing the abstract methods.
 *
 * <p>What a source answers never changes: the same index always has the same label, id and bytes,
 * or a seed would no longer tell what a run comes to. Other pictures for another epoch are another
 * source ({@link #inEpoch}). <b>Every method may be called by many threads at once.</b>
 */
public interface ImageSource {
  /** Where the pictures come from, for messages: a file, a folder, {@code "synthetic"}. */
  String name();

  /** Height and width of every picture. */
  ImageSize pictureSize();

  /** Names of the classes, in the order of the labels. */
  List<String> classes();

  /** Number of pictures, at least 1. */
  int size();

  /** The label of picture {@code index}: an index into {@link #classes()}. */
  int label(int index);

  /**
   * What a person would call picture {@code index}: a file's path, or its position such as {@code
   * train_set_x[12]}.
   */
  String id(int index);

  /**
   * Puts the bytes of picture {@code index} where {@code into} stands, and moves it behind them.
   *
   * @param into takes {@code pictureSize().rgbBytes()} unsigned bytes, {@code [height, width, 3]}:
   *     rows top to bottom, red, green and blue of a pixel side by side
   * @throws SignetException if the picture cannot be read (any more)
   */
  void read(int index, ByteBuffer into);

  /**
   * Whether reading a picture takes so long, because it is decoded or unpacked, that those of a
   * batch are read on all processors. A copy is faster made by one.
   */
  default boolean readsSlowly() {
    return false;
  }

  /**
   * What was said of each picture that is not among these because it could not be read; empty where
   * all could.
   */
  default List<String> unreadable() {
    return List.of();
  }

  /**
   * A number that is another one when what picture {@code index} is read from has changed: of a
   * file its size and time. By it a cache on disk knows its pictures.
   *
   * @return empty if it cannot be told; then nothing is kept on disk
   * @throws SignetException if what it is read from is gone
   */
  default OptionalLong stamp(int index) {
    return OptionalLong.empty();
  }

  /**
   * The bytes of picture {@code index} as {@link #read} gives them. Not to be written into: they
   * may be the source's own.
   */
  default byte[] pixels(int index) {
    byte[] pixels = new byte[pictureSize().rgbBytes()];
    read(index, ByteBuffer.wrap(pixels));
    return pixels;
  }

  /** Picture {@code index} for drawing: a copy. */
  default BufferedImage toImage(int index) {
    return RgbPixels.toImage(pixels(index), pictureSize());
  }

  /** The pictures at {@code indices}, copied into a new buffer. */
  default Batch batch(int... indices) {
    return Batches.gather(this, Batches.buffer(this, indices.length), indices);
  }

  /** How many pictures each class has, in the order of the labels. */
  default int[] classCounts() {
    int[] counts = new int[classes().size()];
    for (int i = 0; i < size(); i++) {
      counts[label(i)]++;
    }
    return counts;
  }

  /**
   * What epoch {@code epoch} of a training learns from, counted from 0: these pictures, or where
   * they cost nothing as many others of the same labels and ids, which may be made here and now.
   * What is not trained on is always epoch 0's.
   */
  default ImageSource inEpoch(int epoch) {
    return this;
  }

  /**
   * A view of the pictures at {@code indices}, in that order.
   *
   * @throws SignetException if {@code indices} is empty
   */
  default ImageSource subset(String subsetName, int[] indices) {
    return new Subset(subsetName, this, indices);
  }

  /**
   * A view of the same pictures with other labels.
   *
   * @param newClasses what the labels are indices into
   * @param labels one for each picture
   * @throws SignetException if there are too few or too many labels, or one is outside the classes
   */
  default ImageSource labelled(List<String> newClasses, int[] labels) {
    return new Relabelled(this, newClasses, labels);
  }

  /**
   * A view of the same pictures in another size, by the filter that all pictures are resized by.
   * Each is resized whenever it is read; {@link InMemorySource#of} does so once.
   */
  default ImageSource resizedTo(ImageSize newSize) {
    return framedBy(Framing.squeezed(newSize));
  }

  /** A view of the same pictures, brought to another size in this way. */
  default ImageSource framedBy(Framing framing) {
    return framing.keeps(pictureSize()) ? this : new Resized(this, framing);
  }

  /**
   * How pictures of other shapes were brought to this size. A network that learns from them does
   * the same with the pictures that it is asked about.
   */
  default Fit fit() {
    return Fit.SQUEEZE;
  }

  /**
   * The same pictures with what was cut off around them, as far as it was kept: larger ones, whose
   * centres these are. Itself where nothing was.
   */
  default ImageSource uncropped() {
    return this;
  }
}

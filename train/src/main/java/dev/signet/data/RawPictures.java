package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Pictures that lie side by side, a byte a pixel and channel, at equal distances: an array of
 * NumPy, a file of MNIST or CIFAR. Grey becomes three equal channels, planes become pixels.
 *
 * <p>Immutable, and safe for use by many threads as its bytes are.
 */
public final class RawPictures implements ImageSource {
  /** Bytes that can be read at any place: of a mapped file, or of an array. */
  @FunctionalInterface
  public interface Bytes {
    /** Copies {@code length} bytes from {@code offset} on to where {@code into} stands. */
    void read(long offset, ByteBuffer into, int length);

    /** The bytes of an array. */
    static Bytes of(byte[] array) {
      return (offset, into, length) -> into.put(array, Math.toIntExact(offset), length);
    }
  }

  /** In which order the bytes of a picture come. */
  public enum Layout {
    /** {@code [height, width]}. */
    GREY(1),
    /** {@code [height, width, 3]}. */
    PIXELS(3),
    /** {@code [3, height, width]}. */
    PLANES(3);

    private final int channels;

    Layout(int channels) {
      this.channels = channels;
    }

    /** Bytes of a pixel. */
    public int channels() {
      return channels;
    }
  }

  /**
   * Where the pictures lie.
   *
   * @param bytes of all
   * @param first place of the first picture's first byte
   * @param distance from one picture to the next, in bytes
   * @param layout of each
   * @param size of each
   * @param stamp changes when the file does
   */
  public record Place(
      Bytes bytes, long first, long distance, Layout layout, ImageSize size, long stamp) {
    /** Bytes of a picture. */
    int length() {
      return size.height() * size.width() * layout.channels();
    }
  }

  private final String name;
  private final String idPrefix;
  private final List<String> classes;
  private final int[] labels;
  private final Place place;

  /**
   * As many pictures as labels.
   *
   * @param name of the file, for messages
   * @param idPrefix what comes before {@code [12]} in the name of a picture
   * @throws SignetException if there are none, or a label is outside the classes
   */
  public RawPictures(
      String name, String idPrefix, List<String> classes, int[] labels, Place place) {
    this.name = name;
    this.idPrefix = idPrefix;
    this.classes = List.copyOf(classes);
    this.labels = labels.clone();
    this.place = place;
    if (labels.length == 0) {
      throw new SignetException(name + " holds no pictures; at least one is needed");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: picture %d has label %d, but there are %d classes (0 to %d)",
                name,
                i,
                labels[i],
                classes.size(),
                classes.size() - 1));
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ImageSize pictureSize() {
    return place.size();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public String id(int index) {
    return idPrefix + "[" + index + "]";
  }

  @Override
  public OptionalLong stamp(int index) {
    return OptionalLong.of(place.stamp());
  }

  @Override
  public void read(int index, ByteBuffer into) {
    long from = place.first() + index * place.distance();
    if (place.layout() == Layout.PIXELS) {
      place.bytes().read(from, into, place.length());
      return;
    }
    byte[] stored = new byte[place.length()];
    place.bytes().read(from, ByteBuffer.wrap(stored), stored.length);
    int pixels = place.size().height() * place.size().width();
    int plane = place.layout() == Layout.PLANES ? pixels : 0;
    byte[] rgb = new byte[pixels * ImageSize.CHANNELS];
    for (int i = 0, to = 0; i < pixels; i++) {
      rgb[to++] = stored[i];
      rgb[to++] = stored[i + plane];
      rgb[to++] = stored[i + 2 * plane];
    }
    into.put(rgb);
  }
}

package dev.signet.picture;

import dev.signet.SignetException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Some pictures with their labels, ready to become tensors.
 *
 * @param images unsigned bytes {@code [n, height, width, 3]}, a direct buffer from 0 to its limit;
 *     the receiver's own, and to be kept alive while a tensor looks into it
 * @param labels {@code [n]}, indices of classes
 * @param indices {@code [n]}, positions of the pictures in their data set
 * @param size height and width of each picture
 */
public record Batch(ByteBuffer images, long[] labels, int[] indices, ImageSize size) {
  /** Number of pictures. */
  public int count() {
    return labels.length;
  }

  /**
   * Pictures without labels, copied into a new buffer.
   *
   * @param pictures bytes {@code [height, width, 3]} each
   * @throws SignetException if one has another number of bytes
   */
  public static Batch unlabelled(List<byte[]> pictures, ImageSize size) {
    ByteBuffer images =
        ByteBuffer.allocateDirect(Math.multiplyExact(pictures.size(), size.rgbBytes()));
    for (byte[] picture : pictures) {
      if (picture.length != size.rgbBytes()) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "a picture of %d x %d pixels (height x width) needs %d bytes but has %d",
                size.height(),
                size.width(),
                size.rgbBytes(),
                picture.length));
      }
      images.put(picture);
    }
    int[] indices = IntStream.range(0, pictures.size()).toArray();
    return new Batch(images.flip(), new long[pictures.size()], indices, size);
  }
}

package dev.signet.data;

import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;

/**
 * The centres of pictures that are kept with what a crop cuts off, for {@link #uncropped} to show
 * to random crops. Immutable.
 */
public final class Cropped extends View {
  private final ImageSize size;

  /**
   * A view of centres.
   *
   * @param whole pictures of at least this size, by an even number of pixels more on either axis
   */
  public Cropped(ImageSource whole, ImageSize size) {
    super(whole);
    this.size = size;
  }

  /** The same view of the same pictures, wherever they are kept. */
  public Cropped over(ImageSource kept) {
    return new Cropped(kept, size);
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return over(source.inEpoch(epoch));
  }

  @Override
  public ImageSource uncropped() {
    return source;
  }

  @Override
  public ImageSize pictureSize() {
    return size;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    byte[] whole = source.pixels(index);
    int stride = source.pictureSize().width() * ImageSize.CHANNELS;
    int top = (source.pictureSize().height() - size.height()) / 2;
    int left = (source.pictureSize().width() - size.width()) / 2 * ImageSize.CHANNELS;
    for (int row = top; row < top + size.height(); row++) {
      into.put(whole, row * stride + left, size.width() * ImageSize.CHANNELS);
    }
  }

  @Override
  public byte[] pixels(int index) {
    byte[] pixels = new byte[size.rgbBytes()];
    read(index, ByteBuffer.wrap(pixels));
    return pixels;
  }
}

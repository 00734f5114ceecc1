package dev.signet.data;

import dev.signet.picture.ImageSize;
import dev.signet.picture.Resize;
import java.nio.ByteBuffer;

/** The pictures of another source in another size. Immutable. */
final class Resized extends View {
  private final ImageSize size;

  Resized(ImageSource source, ImageSize size) {
    super(source);
    this.size = size;
  }

  @Override
  public ImageSize pictureSize() {
    return size;
  }

  @Override
  public boolean readsSlowly() {
    return true;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    into.put(pixels(index));
  }

  @Override
  public byte[] pixels(int index) {
    return Resize.toSize(source.pixels(index), source.pictureSize(), size);
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return new Resized(source.inEpoch(epoch), size);
  }
}

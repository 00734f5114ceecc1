package dev.signet.data;

import dev.signet.config.Fit;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageSize;
import dev.signet.picture.Resize;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The pictures of another source in another size. Immutable. */
final class Resized extends View {
  private final Framing framing;

  Resized(ImageSource source, Framing framing) {
    super(source);
    this.framing = framing;
  }

  @Override
  public ImageSize pictureSize() {
    return framing.stored();
  }

  @Override
  public Fit fit() {
    return framing.fit();
  }

  @Override
  public boolean readsSlowly() {
    return true;
  }

  @Override
  public OptionalLong stamp(int index) {
    OptionalLong stamp = source.stamp(index);
    return stamp.isEmpty() ? stamp : OptionalLong.of(stamp.getAsLong() + framing.mark());
  }

  @Override
  public void read(int index, ByteBuffer into) {
    into.put(pixels(index));
  }

  @Override
  public byte[] pixels(int index) {
    return Resize.toFrame(source.pixels(index), source.pictureSize(), framing);
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return new Resized(source.inEpoch(epoch), framing);
  }
}

package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Stored pictures, decoded to one size whenever they are asked for. A picture that cannot be is an
 * {@link UnreadablePictureException}.
 *
 * <p>Immutable and safe for use by many threads, as what it decodes is.
 */
public final class DecodedSource implements ImageSource {
  private final EncodedPictures pictures;
  private final ImageDecoder decoder;

  /** Pictures as the decoder makes them. */
  public DecodedSource(EncodedPictures pictures, ImageDecoder decoder) {
    this.pictures = pictures;
    this.decoder = decoder;
  }

  @Override
  public String name() {
    return pictures.name();
  }

  @Override
  public ImageSize pictureSize() {
    return decoder.size();
  }

  @Override
  public List<String> classes() {
    return pictures.classes();
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public int label(int index) {
    return pictures.label(index);
  }

  @Override
  public String id(int index) {
    return pictures.id(index);
  }

  @Override
  public void read(int index, ByteBuffer into) {
    into.put(pixels(index));
  }

  @Override
  public boolean readsSlowly() {
    return true;
  }

  /** Another one, too, where another number of pixels is decoded: pictures may be missing then. */
  @Override
  public OptionalLong stamp(int index) {
    return OptionalLong.of(31 * pictures.stamp(index) + decoder.mostPixels());
  }

  @Override
  public byte[] pixels(int index) {
    try {
      return decoder.decode(pictures.id(index), pictures.bytes(index));
    } catch (SignetException e) {
      throw new UnreadablePictureException(
          Objects.requireNonNullElse(e.getMessage(), pictures.id(index)), e);
    }
  }
}

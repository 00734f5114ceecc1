package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.config.Fit;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.StoredSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  /** The size that picture {@code index} has in its file; empty if its header does not say it. */
  public Optional<ImageSize> storedSize(int index) {
    try {
      return StoredSize.of(pictures.id(index)).or(() -> StoredSize.of(pictures.bytes(index)));
    } catch (SignetException e) {
      return Optional.empty(); // whoever reads it says so
    }
  }

  /** The same pictures decoded in another way, not resized once more. */
  @Override
  public ImageSource framedBy(Framing framing) {
    return new DecodedSource(pictures, decoder.framedBy(framing));
  }

  @Override
  public Fit fit() {
    return decoder.framing().fit();
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

  /**
   * Another one, too, where they are brought to size in another way, or another number of pixels is
   * decoded: pictures may be missing then.
   */
  @Override
  public OptionalLong stamp(int index) {
    return OptionalLong.of(
        31 * (pictures.stamp(index) + decoder.framing().mark()) + decoder.mostPixels());
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

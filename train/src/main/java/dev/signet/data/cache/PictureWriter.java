package dev.signet.data.cache;

import dev.signet.config.Json;
import dev.signet.data.ImageSource;
import dev.signet.data.cache.CachedPictures.About;
import dev.signet.data.cache.CachedPictures.UnreadablePicture;
import dev.signet.data.hdf5.PlainHdf5Writer;
import dev.signet.data.hdf5.PlainHdf5Writer.Element;
import dev.signet.picture.ImageSize;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Writes the file of {@link CachedPictures}, one picture after the other. For one thread. */
final class PictureWriter implements Closeable {
  private final PlainHdf5Writer out;
  private ByteBuffer labels = little(1024);
  private ByteBuffer sums = little(1024);

  private PictureWriter(PlainHdf5Writer out) {
    this.out = out;
  }

  static PictureWriter create(Path file) throws IOException {
    return new PictureWriter(PlainHdf5Writer.create(file));
  }

  private static ByteBuffer little(int numbers) {
    return ByteBuffer.allocate(Math.multiplyExact(numbers, Integer.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Writes a picture behind those before it.
   *
   * @throws UncheckedIOException if the disk is full
   */
  void add(int label, byte[] pixels) {
    try {
      out.write(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    labels = with(labels, label);
    sums = with(sums, PictureSum.of(pixels));
  }

  private static ByteBuffer with(ByteBuffer numbers, int next) {
    ByteBuffer room =
        numbers.hasRemaining()
            ? numbers
            : little(numbers.capacity() / Integer.BYTES * 2).put(numbers.flip());
    return room.putInt(next);
  }

  /**
   * Writes what comes behind the pictures.
   *
   * @param source whose classes and size the pictures have
   * @param pictures how many it has, the unreadable ones counted
   */
  void finish(String key, ImageSource source, int pictures, List<UnreadablePicture> unreadable)
      throws IOException {
    ImageSize size = source.pictureSize();
    int count = sums.position() / Integer.BYTES;
    out.end(
        CachedPictures.PICTURES,
        Element.BYTE,
        count,
        size.height(),
        size.width(),
        ImageSize.CHANNELS);
    out.putLabels(CachedPictures.LABELS, labels(), source.classes());
    byte[] checks = new byte[sums.position()];
    sums.flip().get(checks);
    out.put(CachedPictures.SUMS, Element.INT, checks, count);
    byte[] about =
        Json.bytes(
            new About(key, source.name(), pictures, size.height(), size.width(), unreadable));
    out.put(CachedPictures.ABOUT, Element.BYTE, about, about.length);
    out.finish();
  }

  /** The label of every picture that was written. */
  int[] labels() {
    int[] all = new int[labels.position() / Integer.BYTES];
    labels.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip().asIntBuffer().get(all);
    return all;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

package dev.signet.data.hdf5;

import dev.signet.data.FileStamp;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** One part of an HDF5 file, whose pictures are read when they are asked for. Immutable. */
final class Hdf5Source implements ImageSource {
  private final Path file;
  private final String key;
  private final Hdf5Pictures.Opened pictures;
  private final Hdf5Labels labels;
  private final long stamp;

  Hdf5Source(Path file, String key, Hdf5Pictures.Opened pictures, Hdf5Labels labels) {
    this.file = file;
    this.key = key;
    this.pictures = pictures;
    this.labels = labels;
    this.stamp = FileStamp.of(pictures.array().storedIn());
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public ImageSize pictureSize() {
    return new ImageSize(pictures.layout().height(), pictures.layout().width());
  }

  @Override
  public List<String> classes() {
    return labels.classes();
  }

  @Override
  public int size() {
    return labels.indices().length;
  }

  @Override
  public int label(int index) {
    return labels.indices()[index];
  }

  @Override
  public String id(int index) {
    return key + "[" + index + "]";
  }

  @Override
  public void read(int index, ByteBuffer into) {
    pictures.read(index, into);
  }

  @Override
  public boolean readsSlowly() {
    return pictures.rows().unpacks() || !pictures.isPlain();
  }

  @Override
  public OptionalLong stamp(int index) {
    return OptionalLong.of(stamp);
  }
}

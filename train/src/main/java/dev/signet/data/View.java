package dev.signet.data;

import dev.signet.config.Fit;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** Pictures seen through another source, which answers whatever a view does not change. */
public abstract class View implements ImageSource {
  /** What is looked at. */
  protected final ImageSource source;

  /** A view of these. */
  protected View(ImageSource source) {
    this.source = source;
  }

  /** The place in the source of picture {@code index} of the view. */
  protected int place(int index) {
    return index;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public ImageSize pictureSize() {
    return source.pictureSize();
  }

  @Override
  public Fit fit() {
    return source.fit();
  }

  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int label(int index) {
    return source.label(place(index));
  }

  @Override
  public String id(int index) {
    return source.id(place(index));
  }

  @Override
  public void read(int index, ByteBuffer into) {
    source.read(place(index), into);
  }

  @Override
  public boolean readsSlowly() {
    return source.readsSlowly();
  }

  @Override
  public List<String> unreadable() {
    return source.unreadable();
  }

  @Override
  public OptionalLong stamp(int index) {
    return source.stamp(place(index));
  }

  @Override
  public byte[] pixels(int index) {
    return source.pixels(place(index));
  }
}

package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.data.BrokenPictures;
import dev.signet.data.ImageSource;
import dev.signet.files.Reason;
import dev.signet.picture.ImageSize;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures that pass by once, in an order that may be another next time: they are written into a
 * cache on disk as they come, and read from there as often as need be, in the order of their ids.
 * For one thread.
 */
public final class PassingPictures implements Closeable {
  private static final String KEY = "passing";

  private final Path file;
  private final String name;
  private final ImageSize size;
  private final List<String> classes;
  private final PictureWriter out;
  private final List<String> ids = new ArrayList<>();

  /**
   * None yet.
   *
   * @param file to write, in a folder that there is
   * @param name where they come from, for messages
   * @throws SignetException if the file cannot be made
   */
  public PassingPictures(Path file, String name, ImageSize size, List<String> classes) {
    this.file = file;
    this.name = name;
    this.size = size;
    this.classes = List.copyOf(classes);
    try {
      this.out = PictureWriter.create(file);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Takes the next one.
   *
   * @param id what a person would call it
   * @param label index into the classes
   * @param pixels {@code [height, width, 3]}
   * @throws SignetException if the disk is full
   */
  public void add(String id, int label, byte[] pixels) {
    try {
      out.add(label, pixels);
    } catch (UncheckedIOException e) {
      throw failure(e);
    }
    ids.add(id);
  }

  /** How many have passed. */
  public int size() {
    return ids.size();
  }

  /**
   * The pictures, ordered by id; of equal ids those that came first are first.
   *
   * @throws SignetException if there are none, or the disk is full
   */
  public ImageSource end() {
    if (ids.isEmpty()) {
      throw new SignetException(name + " holds no pictures; at least one is needed");
    }
    Labels source = new Labels(name, size, classes, out.labels(), List.copyOf(ids));
    try {
      out.finish(KEY, source, ids.size(), List.of());
      out.close();
    } catch (IOException e) {
      throw failure(e);
    }
    int[] order =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(Comparator.comparing(ids::get))
            .mapToInt(Integer::intValue)
            .toArray();
    return CachedPictures.open(file, KEY, source, BrokenPictures.REFUSE).subset(name, order);
  }

  private SignetException failure(Exception e) {
    return new SignetException(
        "the pictures cannot be kept in %s: %s; make room there or name another folder"
            .formatted(file, Reason.of(e)),
        e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** All but the pixels, which come from the file. */
  private record Labels(
      String name, ImageSize pictureSize, List<String> classes, int[] labels, List<String> ids)
      implements ImageSource {
    @Override
    public int size() {
      return ids.size();
    }

    @Override
    public int label(int index) {
      return labels[index];
    }

    @Override
    public String id(int index) {
      return ids.get(index);
    }

    @Override
    public void read(int index, ByteBuffer into) {
      throw new IllegalStateException("the pixels are in the cache");
    }
  }
}

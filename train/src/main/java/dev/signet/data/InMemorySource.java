package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.config.Fit;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Pictures that are kept in memory, one byte a pixel and channel.
 *
 * <p>Immutable as long as nobody writes into the arrays that {@link #pixels} hands out; then safe
 * for use by many threads.
 */
public final class InMemorySource implements ImageSource {
  private final String name;
  private final ImageSize pictureSize;
  private final List<String> classes;
  private final List<LabelledImage> images;
  private final List<String> unreadable;
  private final Fit fit;

  /**
   * Pictures that share one size and one list of classes.
   *
   * @param name where they come from, for messages
   * @param pictureSize of every picture
   * @param classes names of the classes; a label is an index into this list
   * @param images the pictures, whose arrays are not copied
   * @throws SignetException if there are no pictures, or one has another size or a label outside
   *     the classes
   */
  public InMemorySource(
      String name, ImageSize pictureSize, List<String> classes, List<LabelledImage> images) {
    this(name, pictureSize, classes, images, List.of(), Fit.SQUEEZE);
  }

  private InMemorySource(
      String name,
      ImageSize pictureSize,
      List<String> classes,
      List<LabelledImage> images,
      List<String> unreadable,
      Fit fit) {
    if (images.isEmpty()) {
      throw new SignetException(name + " holds no pictures; at least one is needed");
    }
    this.name = name;
    this.pictureSize = pictureSize;
    this.classes = List.copyOf(classes);
    this.images = List.copyOf(images);
    this.unreadable = List.copyOf(unreadable);
    this.fit = fit;
    for (int i = 0; i < images.size(); i++) {
      Checks.requireBytes(this, i, pixels(i).length);
      Checks.requireLabel(this, i);
    }
  }

  /**
   * All pictures of {@code source}, read once, on all processors.
   *
   * @throws SignetException if one cannot be read
   */
  public static InMemorySource of(ImageSource source) {
    return of(source, BrokenPictures.REFUSE);
  }

  /**
   * All pictures of {@code source} that can be read, read once, on all processors.
   *
   * @param broken what happens to the others
   * @throws SignetException if {@code broken} does, or none can be read
   */
  public static InMemorySource of(ImageSource source, BrokenPictures broken) {
    if (source instanceof InMemorySource loaded) {
      return loaded;
    }
    List<LabelledImage> images = new ArrayList<>(source.size());
    List<String> problems = new ArrayList<>();
    InOrder.forEach(
        source,
        (index, pixels) ->
            images.add(new LabelledImage(source.id(index), source.label(index), pixels)),
        (index, problem) ->
            problems.add(Objects.requireNonNullElse(problem.getMessage(), source.id(index))));
    if (!problems.isEmpty()) {
      broken.found(source.name(), problems, source.size());
    }
    return new InMemorySource(
        source.name(), source.pictureSize(), source.classes(), images, problems, source.fit());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ImageSize pictureSize() {
    return pictureSize;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int label(int index) {
    return images.get(index).label();
  }

  @Override
  public String id(int index) {
    return images.get(index).id();
  }

  @Override
  public Fit fit() {
    return fit;
  }

  @Override
  public List<String> unreadable() {
    return unreadable;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    into.put(pixels(index));
  }

  /** Not a copy. */
  @Override
  public byte[] pixels(int index) {
    return images.get(index).pixels();
  }
}

package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.data.BrokenPictures;
import dev.signet.data.ImageSource;
import dev.signet.data.InOrder;
import dev.signet.data.View;
import dev.signet.data.hdf5.PlainHdf5;
import dev.signet.data.hdf5.PlainHdf5Writer;
import dev.signet.data.hdf5.PlainHdf5Writer.Element;
import dev.signet.files.AtomicFile;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures whose bytes come from a cache on disk. The file is HDF5 in the article's layout, which
 * {@code --data} takes as well, with two data sets more: {@value #SUMS}, the CRC-32C of each
 * picture, and {@value #ABOUT}, JSON of an {@link About}. Labels, names and classes are those of
 * the source.
 *
 * <p>Each picture is compared with its checksum whenever it is read. Immutable.
 */
public final class CachedPictures extends View {
  private static final String PICTURES = "train_set_x";
  private static final String LABELS = "train_set_y";
  private static final String SUMS = "checksums";
  private static final String ABOUT = "about";

  private final PlainHdf5 file;
  private final PlainHdf5.Array pictures;
  private final int[] sums;
  private final List<String> unreadable;

  /**
   * What a cache is of.
   *
   * @param key fingerprint of the pictures
   * @param source where they came from
   * @param pictures how many there were, with those that cannot be read
   * @param height rows of each
   * @param width columns of each
   * @param unreadable those that cannot be read, which are not in the file
   */
  public record About(
      String key,
      String source,
      int pictures,
      int height,
      int width,
      List<UnreadablePicture> unreadable) {
    /** Copies the list. */
    public About {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * A picture that cannot be read.
   *
   * @param index in the source
   * @param problem what was said of it
   */
  public record UnreadablePicture(int index, String problem) {}

  private CachedPictures(ImageSource readable, PlainHdf5 file, About about) {
    super(readable);
    this.file = file;
    this.pictures = file.array(PICTURES);
    this.sums = new int[pictures.rows()];
    file.bytes(SUMS).asIntBuffer().get(sums);
    this.unreadable = problems(about);
  }

  private static List<String> problems(About about) {
    return about.unreadable().stream().map(UnreadablePicture::problem).toList();
  }

  /** What a file is of; empty if it is no whole cache. */
  static Optional<About> about(Path file) {
    try {
      return Optional.of(about(PlainHdf5.open(file)));
    } catch (SignetException e) {
      return Optional.empty();
    }
  }

  private static About about(PlainHdf5 file) {
    String json = StandardCharsets.UTF_8.decode(file.bytes(ABOUT)).toString();
    return Json.read(About.class, json, file.file().file().toString());
  }

  /**
   * The pictures of a source, with their bytes from a file.
   *
   * @param broken what happens if some could not be read when the file was written
   * @throws SignetException if the file is damaged or of other pictures, or {@code broken} says so
   */
  static ImageSource open(Path path, String key, ImageSource source, BrokenPictures broken) {
    PlainHdf5 file = PlainHdf5.open(path);
    About about = about(file);
    PlainHdf5.Array rows = file.array(PICTURES);
    boolean fits =
        about.key().equals(key)
            && about.pictures() == source.size()
            && rows.rows() + about.unreadable().size() == source.size()
            && rows.rowBytes() == source.pictureSize().rgbBytes()
            && file.array(SUMS).rows() == rows.rows();
    if (!fits) {
      throw new SignetException("%s is of other pictures".formatted(path));
    }
    List<UnreadablePicture> left = about.unreadable();
    if (left.isEmpty()) {
      return new CachedPictures(source, file, about);
    }
    broken.found(source.name(), problems(about), source.size());
    int[] out = left.stream().mapToInt(UnreadablePicture::index).sorted().toArray();
    int[] readable =
        IntStream.range(0, source.size()).filter(i -> Arrays.binarySearch(out, i) < 0).toArray();
    return new CachedPictures(source.subset(source.name(), readable), file, about);
  }

  /**
   * Reads every picture once and writes what can be read.
   *
   * @throws SignetException if the file cannot be written; its cause is an {@link IOException} then
   */
  static void write(Path path, String key, ImageSource source) {
    AtomicFile.writeVia(
        path,
        temporary -> {
          try (PlainHdf5Writer out = PlainHdf5Writer.create(temporary)) {
            new Writing(source, out).run(key);
          }
        });
  }

  /** One pass over the pictures. */
  private static final class Writing {
    private final ImageSource source;
    private final PlainHdf5Writer out;
    private final ByteBuffer sums;
    private final int[] labels;
    private final List<UnreadablePicture> unreadable = new ArrayList<>();

    Writing(ImageSource source, PlainHdf5Writer out) {
      this.source = source;
      this.out = out;
      this.labels = new int[source.size()];
      this.sums = ByteBuffer.allocate(source.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    void run(String key) throws IOException {
      InOrder.forEach(
          source,
          this::take,
          (index, problem) ->
              unreadable.add(
                  new UnreadablePicture(
                      index, Objects.requireNonNullElse(problem.getMessage(), source.id(index)))));
      ImageSize size = source.pictureSize();
      int count = sums.position() / Integer.BYTES;
      out.end(PICTURES, Element.BYTE, count, size.height(), size.width(), ImageSize.CHANNELS);
      out.putLabels(LABELS, Arrays.copyOf(labels, count), source.classes());
      out.put(SUMS, Element.INT, Arrays.copyOf(sums.array(), sums.position()), count);
      About about =
          new About(key, source.name(), source.size(), size.height(), size.width(), unreadable);
      byte[] json = Json.bytes(about);
      out.put(ABOUT, Element.BYTE, json, json.length);
      out.finish();
    }

    private void take(int index, byte[] pixels) {
      try {
        out.write(pixels);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      labels[sums.position() / Integer.BYTES] = source.label(index);
      sums.putInt(PictureSum.of(pixels));
    }
  }

  @Override
  public boolean readsSlowly() {
    return false;
  }

  @Override
  public List<String> unreadable() {
    return unreadable;
  }

  @Override
  public void read(int index, ByteBuffer into) {
    int from = into.position();
    file.read(pictures, index, into);
    if (PictureSum.of(into, from) != sums[index]) {
      throw new SignetException(
          "%s is damaged: %s in it is not what was written; delete it (signet data cache --clear)"
              .formatted(file.file().file(), id(index)));
    }
  }

  @Override
  public byte[] pixels(int index) {
    byte[] pixels = new byte[pictures.rowBytes()];
    read(index, ByteBuffer.wrap(pixels));
    return pixels;
  }
}

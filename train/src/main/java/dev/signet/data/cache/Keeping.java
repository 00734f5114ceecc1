package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.config.CacheMode;
import dev.signet.data.BrokenPictures;
import dev.signet.data.Cropped;
import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.InOrder;
import dev.signet.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * How pictures that are read when they are asked for are kept from one epoch to the next. Whatever
 * is chosen, the pictures that come out are the same ones in the same order.
 *
 * @param mode where they are kept
 * @param folder with the caches on disk
 * @param once whether each picture is read but once or twice: then no cache is written for it
 * @param broken what happens to pictures that cannot be read
 * @param remarks is told what was decided and why
 */
public record Keeping(
    CacheMode mode, CacheFolder folder, boolean once, BrokenPictures broken, DataRemarks remarks) {
  /** Beside the bytes of a picture: the array, its name, its place in a list. */
  private static final long BESIDES = 200;

  /** What is left to others on a disk that a cache is written to. */
  private static final double ROOM_SHARE = 0.95;

  /** What fits is kept in memory, and every picture must be readable. */
  public static Keeping usual() {
    return new Keeping(
        CacheMode.AUTO, CacheFolder.usual(), false, BrokenPictures.REFUSE, DataRemarks.NONE);
  }

  /** The same for other pictures that cannot be read. */
  public Keeping onBroken(BrokenPictures other) {
    return new Keeping(mode, folder, once, other, remarks);
  }

  /** The same, but somebody else is told. */
  public Keeping onRemark(DataRemarks other) {
    return new Keeping(mode, folder, once, broken, other);
  }

  /** The same in another place. */
  public Keeping in(CacheMode other) {
    return new Keeping(other, folder, once, broken, remarks);
  }

  /** The same with the caches in another folder. */
  public Keeping in(CacheFolder other) {
    return new Keeping(mode, other, once, broken, remarks);
  }

  /** The same for pictures that are read but once or twice. */
  public Keeping forOnce() {
    return new Keeping(mode, folder, true, broken, remarks);
  }

  /** Keeps all parts of a data set. */
  public Map<Part, ImageSource> keep(Map<Part, ImageSource> parts) {
    long needed = parts.values().stream().mapToLong(Keeping::bytes).sum();
    long room = HeapRoom.bytes();
    if (mode == CacheMode.MEMORY && needed > Runtime.getRuntime().maxMemory()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s needs %s to be kept in memory, but Java may use %s; give it more with -Xmx, or keep it elsewhere (--cache auto)",
              parts.values().iterator().next().name(),
              size(needed),
              size(Runtime.getRuntime().maxMemory())));
    }
    CacheMode chosen = mode;
    if (mode == CacheMode.AUTO) {
      chosen = needed <= room ? CacheMode.MEMORY : CacheMode.DISK;
    }
    CacheMode how = chosen;
    parts.replaceAll((part, source) -> keep(source, how));
    return parts;
  }

  private static long bytes(ImageSource source) {
    return source.size() * (source.uncropped().pictureSize().rgbBytes() + BESIDES);
  }

  private ImageSource keep(ImageSource source, CacheMode how) {
    if (source instanceof Cropped cropped) {
      return cropped.over(keep(cropped.uncropped(), how));
    }
    if (how == CacheMode.MEMORY) {
      return InMemorySource.of(source, broken);
    }
    if (!source.readsSlowly()) { // a cache would be a copy of the file
      if (mode == CacheMode.AUTO) {
        remarks.add("%s is read from its file, %s".formatted(source.name(), tooLarge(source)));
      }
      return Watched.unread(source);
    }
    return how == CacheMode.DISK ? onDisk(source) : readAnew(source);
  }

  private static String tooLarge(ImageSource source) {
    return String.format(
        Locale.ROOT,
        "because its %,d pictures (%s) do not fit into memory",
        source.size(),
        size(bytes(source)));
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private ImageSource onDisk(ImageSource source) {
    Optional<String> key = PictureKey.of(source);
    if (key.isEmpty()) {
      remarks.add(
          "%s: nobody can tell whether its pictures change, so they are not cached on disk"
              .formatted(source.name()));
      return readAnew(source);
    }
    Path file = folder.file(key.get());
    Optional<ImageSource> found = find(file, key.get(), source);
    if (found.isPresent()) {
      return found.get();
    }
    if (once && mode == CacheMode.AUTO) {
      return readAnew(source);
    }
    return write(file, key.get(), source)
        ? CachedPictures.open(file, key.get(), source, broken)
        : readAnew(source);
  }

  private Optional<ImageSource> find(Path file, String key, ImageSource source) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<CachedPictures.About> about = CachedPictures.about(file);
    if (about.isEmpty() || !about.get().key().equals(key)) {
      remarks.add("%s is damaged or of other pictures; it is written anew".formatted(file));
      return Optional.empty();
    }
    ImageSource kept = CachedPictures.open(file, key, source, broken);
    remarks.add("%s: decoded pictures from the cache %s".formatted(source.name(), file));
    return Optional.of(kept);
  }

  /** Whether it worked. A disk that is too small, or fills, ends no training. */
  private boolean write(Path file, String key, ImageSource source) {
    folder.tidy();
    long needed = (long) source.size() * source.pictureSize().rgbBytes();
    if (needed > folder.room() * ROOM_SHARE) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: a cache of %s does not fit into %s; its pictures are decoded in every epoch",
              source.name(),
              size(needed),
              folder.path()));
      return false;
    }
    remarks.add(
        String.format(
            Locale.ROOT,
            "%s: its %,d pictures are decoded once, into the cache %s (%s)",
            source.name(),
            source.size(),
            file,
            size(needed)));
    try {
      CachedPictures.write(file, key, source);
      return true;
    } catch (SignetException e) {
      if (!(e.getCause() instanceof IOException)) {
        throw e;
      }
      remarks.add(
          "%s: no cache (%s); its pictures are decoded in every epoch"
              .formatted(source.name(), e.getMessage()));
      return false;
    }
  }

  /** Read once now, to know which can be, and then whenever they are asked for. */
  private ImageSource readAnew(ImageSource source) {
    int[] sums = new int[source.size()];
    List<String> problems = new ArrayList<>();
    InOrder.forEach(
        source,
        (index, pixels) -> sums[index] = Watched.mark(PictureSum.of(pixels)),
        (index, problem) ->
            problems.add(Objects.requireNonNullElse(problem.getMessage(), source.id(index))));
    if (problems.isEmpty()) {
      return new Watched(source, new AtomicIntegerArray(sums), problems);
    }
    broken.found(source.name(), problems, source.size());
    int[] readable = IntStream.range(0, sums.length).filter(i -> sums[i] != 0).toArray();
    int[] left = Arrays.stream(readable).map(i -> sums[i]).toArray();
    return new Watched(
        source.subset(source.name(), readable), new AtomicIntegerArray(left), problems);
  }
}

package dev.signet.data.tar;

import dev.signet.SignetException;
import dev.signet.data.ClassNames;
import dev.signet.data.DecodedSource;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.files.Reason;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pictures in tar archives as WebDataset has them: {@code KEY.jpg} (or png, webp, ...) beside
 * {@code KEY.cls}, a class as number or word, or {@code KEY.json} with a field {@code label},
 * {@code cls} or {@code class}. One archive, a folder of them, or {@code train-{0000..0146}.tar};
 * {@code .tar}, {@code .tar.gz} and {@code .tgz}. In a folder, names that begin with {@code train},
 * {@code val} and {@code test} make parts.
 *
 * <p>Shards are indexed, so that pictures are read at any place and the shuffle is over all of
 * them, not over a buffer. Packed shards are unpacked into temporary files first.
 *
 * <p>Thread-safe: it keeps no state.
 *
 * @see <a href="https://github.com/webdataset/webdataset">WebDataset</a>
 */
public final class TarShards {
  private static final Pattern RANGE = Pattern.compile("\\{(\\d+)\\.\\.(\\d+)\\}");
  private static final List<String> CLASS_FILES = List.of("classes.txt", "classnames.txt");
  private static final int MOST_SHARDS = 1_000_000;

  private TarShards() {}

  /** Whether a path is an archive, a range of them, or a folder that holds some. */
  public static boolean isOne(Path path) {
    return Files.isDirectory(path) ? !shardsIn(path).isEmpty() : isShard(path);
  }

  private static boolean isShard(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz");
  }

  /** Whether a path stands for several: {@code train-{0000..0146}.tar}. */
  public static boolean isRange(Path path) {
    return isShard(path) && RANGE.matcher(path.toString()).find();
  }

  /**
   * Opens the parts that are there.
   *
   * @return a map that may be changed, of pictures that are decoded when they are asked for
   * @throws SignetException if a shard is cut off, a picture has no label or the reverse
   */
  public static Map<Part, ImageSource> openParts(Path path, ImageDecoder decoder) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    if (!Files.isDirectory(path)) {
      List<Path> shards = isRange(path) ? range(path) : List.of(path);
      parts.put(Part.TRAIN, open(path, shards, decoder));
      return parts;
    }
    Map<Part, List<Path>> shards = new EnumMap<>(Part.class);
    for (Path shard : shardsIn(path)) {
      shards.computeIfAbsent(part(shard), part -> new ArrayList<>()).add(shard);
    }
    shards.forEach((part, files) -> parts.put(part, open(path, files, decoder)));
    return parts;
  }

  private static ImageSource open(Path name, List<Path> files, ImageDecoder decoder) {
    List<Shard> shards = files.parallelStream().map(Shard::open).toList();
    Path folder = files.get(0).toAbsolutePath().resolveSibling("");
    return new DecodedSource(ShardPictures.of(name.toString(), shards, named(folder)), decoder);
  }

  private static List<String> named(Path folder) {
    return CLASS_FILES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(ClassNames::lines)
        .orElse(List.of());
  }

  private static List<Path> range(Path path) {
    Matcher range = RANGE.matcher(path.toString());
    if (!range.find()) {
      throw new IllegalArgumentException(path + " is no range");
    }
    int width = range.group(1).length();
    long from = Long.parseLong(range.group(1));
    long to = Long.parseLong(range.group(2));
    if (to < from || to - from >= MOST_SHARDS) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: the range runs from %d to %d; the first number must be the smaller one",
              path,
              from,
              to));
    }
    return IntStream.rangeClosed((int) from, (int) to)
        .mapToObj(
            number ->
                Path.of(
                    path.toString().substring(0, range.start())
                        + String.format(Locale.ROOT, "%0" + width + "d", number)
                        + path.toString().substring(range.end())))
        .toList();
  }

  private static Part part(Path shard) {
    String name = String.valueOf(shard.getFileName()).toLowerCase(Locale.ROOT);
    for (Part part : Part.values()) {
      if (part.names().stream().anyMatch(name::startsWith)) {
        return part;
      }
    }
    return Part.TRAIN;
  }

  private static List<Path> shardsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isShard(file) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException e) {
      throw new SignetException("%s cannot be read: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}

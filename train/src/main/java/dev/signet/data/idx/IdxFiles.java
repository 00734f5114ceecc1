package dev.signet.data.idx;

import dev.signet.SignetException;
import dev.signet.data.ClassNames;
import dev.signet.data.FileStamp;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.RawPictures;
import dev.signet.files.Reason;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files called as MNIST's are: {@code train-images-idx3-ubyte} with {@code
 * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} with its labels, each plain or {@code
 * .gz}. Plain files are mapped, packed ones unpacked into memory; of both the plain one counts.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class IdxFiles {
  private static final Pattern NAME =
      Pattern.compile("(.*?)(images|labels)[-.]idx[134]-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private IdxFiles() {}

  /** Whether a path is one of these files, or a folder with such. */
  public static boolean isOne(Path path) {
    return Files.isDirectory(path) ? !find(path).isEmpty() : NAME.matcher(name(path)).matches();
  }

  /**
   * Opens a file of pictures or labels together with its other half, or all parts of a folder.
   *
   * @return a map that may be changed, of pictures that are read when they are asked for
   * @throws SignetException if a half is missing, cut off or does not match the other
   */
  public static Map<Part, ImageSource> openParts(Path path) {
    boolean folder = Files.isDirectory(path);
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    find(folder ? path : path.toAbsolutePath().resolveSibling(""))
        .forEach(
            (prefix, halves) -> {
              if (folder || prefix.equals(prefix(path))) {
                Part part = folder ? part(prefix) : Part.TRAIN;
                if (parts.put(part, open(prefix, halves)) != null) {
                  throw new SignetException(
                      "%s holds two sets of pictures for the %s part; name one of the files"
                          .formatted(path, part.names().get(0)));
                }
              }
            });
    return parts;
  }

  /** The two files of each set, by what their names begin with. */
  private static Map<String, Map<String, Path>> find(Path folder) {
    Map<String, Map<String, Path>> sets = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted() // plain before .gz
          .forEach(
              file -> {
                Matcher matcher = NAME.matcher(name(file));
                if (matcher.matches() && Files.isRegularFile(file)) {
                  sets.computeIfAbsent(matcher.group(1), key -> new TreeMap<>())
                      .putIfAbsent(matcher.group(2).toLowerCase(Locale.ROOT), file);
                }
              });
      return sets;
    } catch (IOException e) {
      throw new SignetException("%s cannot be read: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String prefix(Path file) {
    Matcher matcher = NAME.matcher(name(file));
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Part part(String prefix) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    if (lower.contains("t10k") || lower.contains("test")) {
      return Part.TEST;
    }
    return lower.contains("val") ? Part.VALIDATION : Part.TRAIN;
  }

  private static ImageSource open(String prefix, Map<String, Path> halves) {
    Path pictureFile = half(prefix, halves, "images", "labels");
    Path labelFile = half(prefix, halves, "labels", "images");
    IdxArray pictures = IdxArray.open(pictureFile);
    IdxArray labels = IdxArray.open(labelFile);
    int[] shape = pictures.shape();
    boolean colour = shape.length == 4 && shape[3] == 3;
    if (!colour && shape.length != 3 && !(shape.length == 4 && shape[3] == 1)) {
      throw new SignetException(
          "%s has shape %s, but [n, height, width] is expected"
              .formatted(pictureFile, pictures.describe()));
    }
    if (labels.shape().length != 1 || labels.shape()[0] != shape[0]) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has shape %s, but %s holds %d pictures; one label each is expected",
              labelFile,
              labels.describe(),
              pictureFile,
              shape[0]));
    }
    if (!ImageSize.isAllowed(shape[1], shape[2])) {
      throw new SignetException(
          "%s has shape %s; its pictures are too large or empty"
              .formatted(pictureFile, pictures.describe()));
    }
    int[] values = labels.values();
    List<String> classes = ClassNames.numbered(labelFile.toString(), values);
    ImageSize size = new ImageSize(shape[1], shape[2]);
    RawPictures.Layout layout = colour ? RawPictures.Layout.PIXELS : RawPictures.Layout.GREY;
    long distance = (long) shape[1] * shape[2] * layout.channels();
    return new RawPictures(
        pictureFile.toString(),
        name(pictureFile),
        classes,
        values,
        new RawPictures.Place(
            pictures.bytes(), pictures.first(), distance, layout, size, FileStamp.of(pictureFile)));
  }

  private static Path half(String prefix, Map<String, Path> halves, String wanted, String other) {
    return Optional.ofNullable(halves.get(wanted))
        .orElseThrow(
            () ->
                new SignetException(
                    "%s has no file of %s beside it; %s%s-idx%s-ubyte or the same with .gz is expected"
                        .formatted(
                            halves.get(other),
                            wanted,
                            prefix,
                            wanted,
                            wanted.equals("images") ? "3" : "1")));
  }
}

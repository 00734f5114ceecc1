package dev.signet.picture;

import dev.signet.SignetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files and folders count: hidden ones do not, nor do files that are no pictures. */
public final class PictureFiles {
  /**
   * The content decides what a picture is. One that is not read is among them all the same, so that
   * it is named: left out in silence it would be missed.
   */
  private static final Set<String> PICTURES =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "bmp", "dib", "gif", "webp", "tif", "tiff",
          "heic", "heif", "hif", "avif", "jp2", "jxl", "dng", "ppm", "pgm");

  private PictureFiles() {}

  /**
   * The pictures that a user named: files as they are, folders searched however deep. A picture of
   * a kind that cannot be read is among them, so that it can be named where it fails.
   *
   * @throws SignetException if a path does not exist or nothing is found
   */
  public static List<Path> find(List<Path> paths) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        found.addAll(below(path));
      } else {
        found.add(path);
      }
    }
    if (found.isEmpty()) {
      throw new SignetException(
          "no pictures (jpg, png, bmp, gif, webp, tif) in %s"
              .formatted(paths.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }
    return found;
  }

  private static boolean isPicture(String extension) {
    return PICTURES.contains(extension);
  }

  /** The folders in {@code folder}, in natural order of their names. */
  public static List<Path> foldersIn(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.isDirectory(child) && !isHidden(child))
          .sorted(Comparator.comparing(PictureFiles::name, NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  /** The picture files below {@code folder}, however deep, in natural order of their paths. */
  public static List<Path> below(Path folder) {
    return filesBelow(folder).stream().filter(file -> isPicture(extension(file))).toList();
  }

  private static List<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> !isHiddenBelow(folder, file) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  public static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** The lower-case ending of the name without its dot, or "". */
  public static String extension(Path file) {
    String name = name(file);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isHiddenBelow(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (isHidden(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHidden(Path path) {
    String name = name(path);
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  private static SignetException unreadable(Path folder, Exception cause) {
    return new SignetException(
        "%s cannot be listed: %s; check that it exists and may be read"
            .formatted(folder, cause.getMessage()),
        cause);
  }
}

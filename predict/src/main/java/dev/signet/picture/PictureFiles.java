package dev.signet.picture;

import dev.signet.SignetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files and folders count: hidden ones do not, nor what systems and Signet itself leave
 * behind, nor files that are no pictures.
 */
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
        found.addAll(
            PictureWalk.through(path).files().stream()
                .filter(file -> isPicture(extension(file)) || isBrokenLink(file))
                .toList());
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

  /**
   * The folders in {@code folder} that may be classes or parts, in natural order of their names.
   *
   * @throws SignetException if a link leads nowhere: what it was for would be missed
   */
  public static List<Path> foldersIn(Path folder) {
    List<Path> folders;
    try (Stream<Path> children = Files.list(folder)) {
      folders =
          children
              .filter(child -> Files.isDirectory(child) || isBrokenLink(child))
              .filter(child -> !NoPictures.isHidden(child))
              .sorted(Comparator.comparing(PictureFiles::name, NaturalOrder.INSTANCE))
              .toList();
    } catch (IOException | UncheckedIOException e) {
      throw PictureWalk.unreadable(folder, e);
    }
    folders.stream().filter(PictureFiles::isBrokenLink).forEach(ReadableFile::require);
    return folders;
  }

  private static boolean isBrokenLink(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }

  /**
   * The picture files below {@code folder}, however deep, in natural order of their paths. Links
   * that lead nowhere are among them, so that they can be named where they fail.
   */
  public static List<Path> below(Path folder) {
    return pictures(PictureWalk.through(folder));
  }

  /** The pictures among the files of a walk. */
  private static List<Path> pictures(PictureWalk walk) {
    return walk.files().stream()
        .filter(file -> isPicture(extension(file)) || isBrokenLink(file))
        .toList();
  }

  /** Whether a file of this name is taken for a picture where a folder is searched. */
  public static boolean isListed(Path file) {
    return isPicture(extension(file)) && !NoPictures.isHidden(file) && !NoPictures.isDrawn(file);
  }

  /** Whether a folder holds runs or reports of Signet's and no pictures. */
  public static boolean isOutput(Path folder) {
    if (NoPictures.isOutput(folder)) {
      return true;
    }
    PictureWalk walk = PictureWalk.through(folder);
    return walk.hasOutputs() && pictures(walk).isEmpty();
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
}

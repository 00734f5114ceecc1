package dev.signet.data.folder;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.DecodedSource;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.Part;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder of pictures with one folder a class, {@code DIR/<class>/*.jpg}; optionally one such
 * folder for each part, {@code DIR/train/<class>}, {@code DIR/test/<class>} and {@code
 * DIR/validation/<class>} (or {@code val}).
 *
 * <p>Classes and files come in natural order (2 before 10), whatever the file system says. Hidden
 * files and files that are no pictures are left out. A picture's id is its path.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class ImageFolder {
  private ImageFolder() {}

  /**
   * Reads {@code folder/<class>/...} into memory.
   *
   * @param size of the pictures that come out; every picture is squashed to it
   * @throws SignetException if there are fewer than two classes, a class without pictures, or
   *     pictures that cannot be read
   */
  public static ImageSource read(Path folder, ImageSize size) {
    return InMemorySource.of(open(folder, plain(size)));
  }

  /**
   * How folders are read.
   *
   * @param decoder gives the pictures their size
   * @param remarks is told what was left out
   * @param fewest classes that are enough
   */
  public record Reading(ImageDecoder decoder, DataRemarks remarks, int fewest) {
    Reading of(Part part) {
      return part == Part.TRAIN ? this : new Reading(decoder, remarks, 1);
    }
  }

  private static ImageSource open(Path folder, Reading reading) {
    if (!Files.isDirectory(folder)) {
      throw new SignetException(
          "%s is not a folder; a folder with one folder a class is expected".formatted(folder));
    }
    List<ClassFolder> classes = ClassFolder.in(folder, reading.remarks());
    if (classes.size() < reading.fewest()) {
      throw new SignetException(
          "%s has %s; at least two class folders are expected, such as %s"
              .formatted(
                  folder,
                  classes.isEmpty()
                      ? "no class folders"
                      : "one class folder (" + classes.get(0).name() + ")",
                  folder.resolve("0")));
    }
    return new DecodedSource(new FolderPictures(folder, classes), reading.decoder());
  }

  private static Reading plain(ImageSize size) {
    return new Reading(new ImageDecoder(size), DataRemarks.NONE, 2);
  }

  /** Whether {@code folder} is laid out by parts: a folder {@code train} with folders in it. */
  private static boolean hasParts(Map<Part, Path> parts) {
    return parts.containsKey(Part.TRAIN)
        && !PictureFiles.foldersIn(parts.get(Part.TRAIN)).isEmpty();
  }

  /**
   * Reads {@code folder/train}, {@code folder/test} and {@code folder/validation}, those that are
   * there, into memory; a folder without {@code train} is read as the training part. A test or
   * validation part without class folders has no labels and is left out.
   *
   * @throws SignetException as {@link #read} does, or if other folders lie beside {@code train}
   */
  public static Map<Part, ImageSource> readParts(Path folder, ImageSize size) {
    Map<Part, ImageSource> parts = openParts(folder, plain(size));
    parts.replaceAll((part, source) -> InMemorySource.of(source));
    return parts;
  }

  /**
   * The same, but every picture is decoded whenever it is asked for.
   *
   * @return a map that may be changed
   */
  public static Map<Part, ImageSource> openParts(Path folder, Reading reading) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    Map<Part, Path> folders = partFolders(folder);
    if (!hasParts(folders)) {
      parts.put(Part.TRAIN, open(folder, reading));
      return parts;
    }
    for (Path child : PictureFiles.foldersIn(folder)) {
      if (!folders.containsValue(child) && !PictureFiles.isOutput(child)) {
        throw new SignetException(
            "%s lies beside %s; either class folders or train, test and validation are expected"
                .formatted(child, folders.get(Part.TRAIN)));
      }
    }
    folders.forEach(
        (part, path) -> {
          if (part == Part.TRAIN || !PictureFiles.foldersIn(path).isEmpty()) {
            parts.put(part, open(path, reading.of(part)));
          } else {
            reading
                .remarks()
                .add(
                    "%s has no class folders, so its pictures have no labels; it is left out"
                        .formatted(path));
          }
        });
    return parts;
  }

  private static Map<Part, Path> partFolders(Path folder) {
    Map<Part, Path> parts = new EnumMap<>(Part.class);
    for (Path child : PictureFiles.foldersIn(folder)) {
      for (Part part : Part.values()) {
        if (part.names().contains(PictureFiles.name(child).toLowerCase(Locale.ROOT))) {
          Path other = parts.put(part, child);
          if (other != null && !PictureFiles.foldersIn(other).isEmpty()) {
            throw new SignetException(
                "%s and %s are both the %s part; keep one"
                    .formatted(other, child, part.names().get(0)));
          }
        }
      }
    }
    return parts;
  }
}

package dev.signet.data.folder;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.Part;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A folder of pictures with one folder a class, {@code DIR/<class>/*.jpg}; optionally one such
 * folder for each part, {@code DIR/train/<class>}, {@code DIR/test/<class>} and {@code
 * DIR/validation/<class>} (or {@code val}).
 *
 * <p>Classes and files come in natural order (2 before 10), whatever the file system says. Hidden
 * files and files that are no pictures are left out. A picture's id is its path.
 *
 * <p>Pictures are decoded on all processors. Thread-safe: it keeps no state.
 */
public final class ImageFolder {
  private ImageFolder() {}

  /**
   * Reads {@code folder/<class>/...}.
   *
   * @param size of the pictures that come out; every picture is squashed to it
   * @throws SignetException if there are fewer than two classes, a class without pictures, or
   *     pictures that cannot be read
   */
  public static ImageSource read(Path folder, ImageSize size) {
    return read(folder, plain(size));
  }

  /**
   * How folders are read.
   *
   * @param decoder gives the pictures their size
   * @param broken what happens to pictures that cannot be read
   * @param remarks is told what was left out
   * @param fewest classes that are enough
   */
  public record Reading(
      ImageDecoder decoder, BrokenPictures broken, DataRemarks remarks, int fewest) {
    Reading of(Part part) {
      return part == Part.TRAIN ? this : new Reading(decoder, broken, remarks, 1);
    }
  }

  private static ImageSource read(Path folder, Reading reading) {
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
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (Path picture : classes.get(label).pictures()) {
        files.add(picture);
        labels.add(label);
      }
    }
    List<Decoded> decoded = decodeAll(files, reading.decoder());
    List<String> problems =
        decoded.stream().map(Decoded::problem).filter(p -> !p.isEmpty()).toList();
    if (!problems.isEmpty()) {
      reading.broken().found(folder, problems, files.size());
    }
    List<LabelledImage> images =
        IntStream.range(0, files.size())
            .filter(i -> decoded.get(i).problem().isEmpty())
            .mapToObj(
                i ->
                    new LabelledImage(
                        files.get(i).toString(), labels.get(i), decoded.get(i).pixels()))
            .toList();
    List<String> names = classes.stream().map(ClassFolder::name).toList();
    ImageSize size = reading.decoder().size();
    return new InMemorySource(folder.toString(), size, names, images);
  }

  private record Decoded(byte[] pixels, String problem) {}

  private static List<Decoded> decodeAll(List<Path> files, ImageDecoder decoder) {
    return files.parallelStream()
        .map(
            file -> {
              try {
                return new Decoded(decoder.decode(file), "");
              } catch (SignetException e) {
                return new Decoded(
                    new byte[0], Objects.requireNonNullElse(e.getMessage(), file.toString()));
              }
            })
        .toList();
  }

  private static Reading plain(ImageSize size) {
    return new Reading(new ImageDecoder(size), BrokenPictures.REFUSE, DataRemarks.NONE, 2);
  }

  /** Whether {@code folder} is laid out by parts: a folder {@code train} with folders in it. */
  private static boolean hasParts(Map<Part, Path> parts) {
    return parts.containsKey(Part.TRAIN)
        && !PictureFiles.foldersIn(parts.get(Part.TRAIN)).isEmpty();
  }

  /**
   * Reads {@code folder/train}, {@code folder/test} and {@code folder/validation}, those that are
   * there; a folder without {@code train} is read as the training part. A test or validation part
   * without class folders has no labels and is left out.
   *
   * @throws SignetException as {@link #read} does, or if other folders lie beside {@code train}
   */
  public static Map<Part, ImageSource> readParts(Path folder, ImageSize size) {
    return readParts(folder, plain(size));
  }

  /** The same, read so. */
  public static Map<Part, ImageSource> readParts(Path folder, Reading reading) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    Map<Part, Path> folders = partFolders(folder);
    if (!hasParts(folders)) {
      parts.put(Part.TRAIN, read(folder, reading));
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
            parts.put(part, read(path, reading.of(part)));
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

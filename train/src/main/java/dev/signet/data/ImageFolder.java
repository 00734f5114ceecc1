package dev.signet.data;

import dev.signet.SignetException;
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
    return read(folder, size, BrokenPictures.REFUSE);
  }

  private static ImageSource read(Path folder, ImageSize size, BrokenPictures broken) {
    if (!Files.isDirectory(folder)) {
      throw new SignetException(
          "%s is not a folder; a folder with one folder a class is expected".formatted(folder));
    }
    List<Path> classes = PictureFiles.foldersIn(folder);
    if (classes.size() < 2) {
      throw new SignetException(
          "%s has %s; at least two class folders are expected, such as %s"
              .formatted(
                  folder,
                  classes.isEmpty()
                      ? "no class folders"
                      : "one class folder (" + PictureFiles.name(classes.get(0)) + ")",
                  folder.resolve("0")));
    }
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      List<Path> pictures = PictureFiles.below(classes.get(label));
      if (pictures.isEmpty()) {
        throw new SignetException(
            "class folder %s holds no pictures; add some (JPEG, PNG, BMP, GIF, WebP) or remove it"
                .formatted(classes.get(label)));
      }
      for (Path picture : pictures) {
        files.add(picture);
        labels.add(label);
      }
    }
    List<Decoded> decoded = decodeAll(files, new ImageDecoder(size));
    List<String> problems =
        decoded.stream().map(Decoded::problem).filter(p -> !p.isEmpty()).toList();
    if (!problems.isEmpty()) {
      broken.found(folder, problems, files.size());
    }
    List<LabelledImage> images =
        IntStream.range(0, files.size())
            .filter(i -> decoded.get(i).problem().isEmpty())
            .mapToObj(
                i ->
                    new LabelledImage(
                        files.get(i).toString(), labels.get(i), decoded.get(i).pixels()))
            .toList();
    List<String> names = classes.stream().map(PictureFiles::name).toList();
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

  /** Whether {@code folder} is laid out by parts: a folder {@code train} with folders in it. */
  static boolean hasParts(Path folder) {
    Map<Part, Path> parts = partFolders(folder);
    return parts.containsKey(Part.TRAIN)
        && !PictureFiles.foldersIn(parts.get(Part.TRAIN)).isEmpty();
  }

  /**
   * Reads {@code folder/train}, {@code folder/test} and {@code folder/validation}, those that are
   * there; a folder without {@code train} is read as the training part.
   *
   * @throws SignetException as {@link #read} does, or if other folders lie beside {@code train}
   */
  public static Map<Part, ImageSource> readParts(Path folder, ImageSize size) {
    return readParts(folder, size, BrokenPictures.REFUSE);
  }

  static Map<Part, ImageSource> readParts(Path folder, ImageSize size, BrokenPictures broken) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    if (!hasParts(folder)) {
      parts.put(Part.TRAIN, read(folder, size, broken));
      return parts;
    }
    Map<Part, Path> folders = partFolders(folder);
    for (Path child : PictureFiles.foldersIn(folder)) {
      if (!folders.containsValue(child)) {
        throw new SignetException(
            "%s lies beside %s; either class folders or train, test and validation are expected"
                .formatted(child, folders.get(Part.TRAIN)));
      }
    }
    folders.forEach((part, path) -> parts.put(part, read(path, size, broken)));
    return parts;
  }

  private static Map<Part, Path> partFolders(Path folder) {
    Map<Part, Path> parts = new EnumMap<>(Part.class);
    for (Path child : PictureFiles.foldersIn(folder)) {
      for (Part part : Part.values()) {
        if (part.names().contains(PictureFiles.name(child).toLowerCase(Locale.ROOT))) {
          parts.put(part, child);
        }
      }
    }
    return parts;
  }
}

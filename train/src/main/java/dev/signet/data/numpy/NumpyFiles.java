package dev.signet.data.numpy;

import dev.signet.SignetException;
import dev.signet.data.FileStamp;
import dev.signet.data.ImageSource;
import dev.signet.data.MappedFile;
import dev.signet.data.Part;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pictures and labels that NumPy saved: an {@code .npz} of both, or {@code .npy} files side by side
 * in a folder. Which array is what its name says: {@code x_train} and {@code y_train}, {@code
 * train_images} and {@code train_labels}, {@code images} and {@code labels}, and so on; {@link
 * ArrayNames} has the list. {@code .npy} files are mapped, an {@code .npz} is unpacked into memory.
 *
 * <p>Pictures are unsigned bytes, {@code [n, h, w, 3]}, {@code [n, h, w, 1]}, {@code [n, h, w]} or
 * {@code [n, 3, h, w]}; labels whole numbers or words, {@code [n]}.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class NumpyFiles {
  private NumpyFiles() {}

  /** Whether a path is such a file, or a folder with {@code .npy} files. */
  public static boolean isOne(Path path) {
    return Files.isDirectory(path)
        ? !arrayFiles(path).isEmpty()
        : ends(path, ".npz") || ends(path, ".npy");
  }

  private static boolean ends(Path file, String ending) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /**
   * Opens the parts that a file or folder holds; for one {@code .npy} file the part that it belongs
   * to.
   *
   * @return a map that may be changed, of pictures that are read when they are asked for
   * @throws SignetException if arrays are missing, do not match, or are damaged
   */
  public static Map<Part, ImageSource> openParts(Path path) {
    if (ends(path, ".npz") && !Files.isDirectory(path)) {
      return new ArrayNames(path.toString(), FileStamp.of(path), NpzFile.arrays(path)).parts();
    }
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
    List<Path> files = arrayFiles(folder);
    long stamp = 0;
    Map<String, NpyArray> arrays = new TreeMap<>();
    for (Path file : files) {
      stamp = 31 * stamp + FileStamp.of(file);
      arrays.put(stem(file), map(file));
    }
    Map<Part, ImageSource> parts = new ArrayNames(folder.toString(), stamp, arrays).parts();
    if (!folder.equals(path)) {
      Part part = ArrayNames.part(stem(path));
      parts.keySet().removeIf(other -> other != part);
    }
    return parts;
  }

  private static NpyArray map(Path file) {
    MappedFile mapped = MappedFile.open(file);
    return NpyArray.of(file.toString(), mapped.size(), mapped::read);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".npy".length());
  }

  private static List<Path> arrayFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> ends(file, ".npy") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SignetException("%s cannot be read: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}

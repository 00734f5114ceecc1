package dev.signet.data.hdf5;

import dev.signet.data.DataRemarks;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HDF5 files that are read together: one without a list of classes is read by that of the others.
 * Immutable.
 *
 * @param named what the user named, files and folders
 * @param keys which data sets are meant, if the user says so
 * @param remarks is told what was read otherwise than by the letter
 */
public record Hdf5Files(List<Path> named, Optional<Hdf5Keys> keys, DataRemarks remarks) {
  private static final Set<String> ENDINGS = Set.of("h5", "hdf5", "hdf", "he5");

  /** Copies the list. */
  public Hdf5Files {
    named = List.copyOf(named);
  }

  /**
   * Opens the parts of a file, or those that the names of a folder's files begin with.
   *
   * @return a map that may be changed, of pictures that are read when they are asked for; empty if
   *     {@code path} is a folder without such files
   * @throws dev.signet.SignetException if a file cannot be read, is damaged or has another layout
   */
  public Map<Part, ImageSource> openParts(Path path) {
    if (!Files.isDirectory(path)) {
      return SignsHdf5.openParts(path, reading());
    }
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    Map<Part, Path> files = Hdf5Folder.files(path, Hdf5Files::isOne, remarks);
    if (!files.isEmpty()) {
      Hdf5Reading reading = reading();
      files.forEach((part, file) -> parts.put(part, partOf(part, file, reading)));
    }
    return parts;
  }

  /** What lies in a folder, for a message. */
  public static String describe(Path folder) {
    return Hdf5Folder.describe(folder);
  }

  /** A file called test_*.h5 may hold its pictures as test_set_x or, alone, under another name. */
  private static ImageSource partOf(Part part, Path file, Hdf5Reading reading) {
    Map<Part, ImageSource> parts = SignsHdf5.openParts(file, reading);
    ImageSource own = parts.get(part);
    return own == null ? SignsHdf5.only(file, parts) : own;
  }

  private Hdf5Reading reading() {
    Hdf5Reading plain = new Hdf5Reading(keys, Optional.empty(), remarks);
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        files.addAll(Hdf5Folder.files(path, Hdf5Files::isOne, DataRemarks.NONE).values());
      } else if (Files.isReadable(path)) {
        files.add(path);
      }
    }
    return files.size() < 2
        ? plain
        : plain.withClasses(
            files.stream().flatMap(file -> SignsHdf5.classes(file, plain).stream()).findFirst());
  }

  private static boolean isOne(Path file) {
    return ENDINGS.contains(PictureFiles.extension(file).toLowerCase(Locale.ROOT));
  }
}

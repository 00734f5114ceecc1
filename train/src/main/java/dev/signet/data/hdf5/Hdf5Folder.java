package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.Part;
import dev.signet.files.Reason;
import dev.signet.picture.NaturalOrder;
import dev.signet.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HDF5 files of a folder, by the part that their names begin with. */
final class Hdf5Folder {
  private static final int DESCRIBED = 8;

  private Hdf5Folder() {}

  /**
   * At most one file a part; none if there is no {@code train_*.h5} and no {@code test_*.h5}. Other
   * HDF5 files are passed over where there are class folders, and refused where there are none.
   */
  static Map<Part, Path> files(Path folder, Predicate<Path> isHdf5, DataRemarks remarks) {
    List<Path> all = children(folder).stream().filter(isHdf5).filter(Files::isRegularFile).toList();
    Map<Part, Path> files = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      List<Path> named = all.stream().filter(file -> belongsTo(part, file)).toList();
      List<Path> signs =
          named.stream().filter(f -> PictureFiles.name(f).contains("_signs.")).toList();
      List<Path> chosen = signs.size() == 1 ? signs : named;
      if (chosen.size() > 1) {
        throw new SignetException(
            "%s holds several %s files (%s); name the one you mean instead of the folder"
                .formatted(folder, part.names().get(0), names(chosen)));
      }
      chosen.forEach(file -> files.put(part, file));
    }
    if (files.isEmpty() && !all.isEmpty() && !PictureFiles.foldersIn(folder).isEmpty()) {
      remarks.add(
          "%s holds %s, but no train_*.h5; the pictures in its folders are taken"
              .formatted(folder, names(all)));
    } else if (files.isEmpty() && !all.isEmpty()) {
      throw new SignetException(
          "%s holds %s, but no train_*.h5; name the file you mean instead of the folder"
              .formatted(folder, names(all)));
    }
    return files;
  }

  /** What is there, for a message. */
  static String describe(Path folder) {
    List<Path> children = children(folder);
    if (children.isEmpty()) {
      return "nothing";
    }
    String first = names(children.stream().limit(DESCRIBED).toList());
    int more = children.size() - DESCRIBED;
    return more > 0 ? first + String.format(Locale.ROOT, " and %d more", more) : first;
  }

  private static boolean belongsTo(Part part, Path file) {
    String name = PictureFiles.name(file).toLowerCase(Locale.ROOT);
    return part.names().stream()
        .anyMatch(prefix -> name.startsWith(prefix + "_") || name.startsWith(prefix + "."));
  }

  private static String names(List<Path> files) {
    return files.stream().map(PictureFiles::name).collect(Collectors.joining(", "));
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !PictureFiles.name(child).startsWith("."))
          .sorted((a, b) -> NaturalOrder.INSTANCE.compare(a.toString(), b.toString()))
          .toList();
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be listed: %s; check that it may be read".formatted(folder, Reason.of(e)), e);
    }
  }
}

package dev.signet.data.csv;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.DecodedSource;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file that says which picture is of which class, as Kaggle hands them out: a header, then a
 * row a picture. Fields are separated by commas, semicolons or tabs, and may be in quotes.
 *
 * @param file the table
 * @param folder that its paths begin at; the table's own if it is absent
 * @param pathColumn the column of paths, if it is not found by its name
 * @param labelColumn the column of labels, if it is not found by its name
 */
public record CsvTable(
    Path file, Optional<Path> folder, Optional<String> pathColumn, Optional<String> labelColumn) {
  private static final Set<String> PATHS =
      Set.of(
          "path",
          "file",
          "filename",
          "file_name",
          "filepath",
          "file_path",
          "image",
          "img",
          "image_path",
          "img_path",
          "image_name",
          "image_id",
          "picture",
          "id");
  private static final Set<String> LABELS =
      Set.of(
          "label",
          "labels",
          "class",
          "class_name",
          "classname",
          "category",
          "target",
          "y",
          "species",
          "breed",
          "diagnosis");

  /** Whether a file is called so. */
  public static boolean isOne(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return (name.endsWith(".csv") || name.endsWith(".tsv")) && !Files.isDirectory(path);
  }

  /**
   * Opens the pictures; they are read when they are asked for.
   *
   * @param remarks is told which columns were taken
   * @throws SignetException if a column is missing, or a row has no label, no file, or the file of
   *     another row
   */
  public ImageSource open(ImageDecoder decoder, DataRemarks remarks) {
    Path base = folder.orElseGet(() -> file.toAbsolutePath().resolveSibling(""));
    TablePictures pictures = new TableReader(this, base).read();
    if (pathColumn.isEmpty() || labelColumn.isEmpty()) {
      remarks.add(
          "%s: pictures from column '%s', labels from column '%s'"
              .formatted(file, pictures.pathColumn(), pictures.labelColumn()));
    }
    return new DecodedSource(pictures, decoder);
  }

  int pathIndex(List<String> header) {
    return index(header, pathColumn, PATHS, "paths", "--path-column");
  }

  int labelIndex(List<String> header) {
    return index(header, labelColumn, LABELS, "labels", "--label-column");
  }

  private int index(
      List<String> header, Optional<String> wanted, Set<String> usual, String what, String option) {
    List<String> found =
        header.stream()
            .filter(
                name ->
                    wanted.map(name::equals).orElse(usual.contains(name.toLowerCase(Locale.ROOT))))
            .toList();
    if (found.size() == 1) {
      return header.indexOf(found.get(0));
    }
    String columns = String.join(", ", header);
    if (wanted.isPresent()) {
      throw new InvalidValueException(
          "%s has %s column '%s' (%s); its columns are %s"
              .formatted(
                  file, found.isEmpty() ? "no" : "more than one", wanted.get(), option, columns));
    }
    throw new SignetException(
        "%s: which column holds the %s is not clear; say so (%s NAME), its columns are %s"
            .formatted(file, what, option, columns));
  }
}

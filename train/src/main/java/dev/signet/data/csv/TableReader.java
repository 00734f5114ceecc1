package dev.signet.data.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a table of pictures row by row and checks each. For one thread. */
final class TableReader {
  private static final List<String> ENDINGS =
      List.of("", ".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG", ".webp", ".bmp", ".tif");

  private final CsvTable table;
  private final Path folder;
  private final List<String> paths = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final List<String> missing = new ArrayList<>();

  /** What the last file's name lacked, to be tried first for the next. */
  private String ending = "";

  private int missed;

  TableReader(CsvTable table, Path folder) {
    this.table = table;
    this.folder = folder;
  }

  TablePictures read() {
    Path file = table.file();
    ReadableFile.require(file);
    String pathColumn = "";
    String labelColumn = "";
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .fieldSeparator(separator(file))
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      int path = -1;
      int label = -1;
      int fields = 0;
      for (CsvRecord row : rows) {
        if (path < 0) {
          List<String> header = row.getFields().stream().map(String::strip).toList();
          path = table.pathIndex(header);
          label = table.labelIndex(header);
          pathColumn = header.get(path);
          labelColumn = header.get(label);
          fields = header.size();
        } else {
          requireFields(row, fields);
          add(row, path, label);
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof SignetException own) {
        throw own;
      }
      throw new SignetException("%s cannot be read as CSV: %s".formatted(file, Reason.of(e)), e);
    }
    requireAll();
    return new TablePictures(table.file(), folder, pathColumn, labelColumn, paths, labels);
  }

  private static char separator(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String header = String.valueOf(reader.readLine());
      if (header.contains(",")) {
        return ',';
      }
      return header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';
    }
  }

  private void requireFields(CsvRecord row, int fields) {
    if (row.getFieldCount() != fields) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s, line %d: number of fields is %d, but the header has %d; put a field with a separator in quotes",
              table.file(),
              row.getStartingLineNumber(),
              row.getFieldCount(),
              fields));
    }
  }

  private void add(CsvRecord row, int path, int label) {
    long line = row.getStartingLineNumber();
    String name = row.getField(path).strip();
    String word = row.getField(label).strip();
    if (name.isEmpty() || word.isEmpty()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s, line %d has no %s; fill it in or remove the row",
              table.file(),
              line,
              name.isEmpty() ? "path" : "label"));
    }
    String found = find(name);
    Long before = lines.put(found.isEmpty() ? name : found, line);
    if (before != null) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s, line %d: %s is there twice, first in line %d; keep one row a picture",
              table.file(),
              line,
              name,
              before));
    }
    if (found.isEmpty()) {
      missed++;
      if (missing.size() < 3) {
        missing.add(String.format(Locale.ROOT, "%s (line %d)", name, line));
      }
    }
    paths.add(found);
    labels.add(word);
  }

  /** A name that leads to a file, or none: Windows' separators are turned, endings are added. */
  private String find(String name) {
    String found = find(name, ending);
    for (int i = 0; found.isEmpty() && i < ENDINGS.size(); i++) {
      found = find(name, ENDINGS.get(i));
      ending = found.isEmpty() ? ending : ENDINGS.get(i);
    }
    return found;
  }

  private String find(String name, String more) {
    String plain = name + more;
    if (isFile(plain)) {
      return plain;
    }
    String turned = plain.replace('\\', '/');
    return !turned.equals(plain) && isFile(turned) ? turned : "";
  }

  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(folder.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void requireAll() {
    if (paths.isEmpty()) {
      throw new SignetException(
          "%s has no rows; a header and a row a picture are expected".formatted(table.file()));
    }
    if (missed > 0) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: %d of %d pictures are not in %s: %s%s; say where they are (--data DIR with --labels)",
              table.file(),
              missed,
              paths.size(),
              folder,
              String.join(", ", missing),
              missed > missing.size() ? ", ..." : ""));
    }
  }
}

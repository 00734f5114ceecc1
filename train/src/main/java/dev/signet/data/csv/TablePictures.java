package dev.signet.data.csv;

import dev.signet.data.ClassNames;
import dev.signet.data.FilePictures;
import java.nio.file.Path;
import java.util.List;

/** The picture files of a table, in the order of its rows. Immutable. */
final class TablePictures implements FilePictures {
  private final Path table;
  private final Path folder;
  private final String pathColumn;
  private final String labelColumn;
  private final String[] paths;
  private final ClassNames.Named labels;

  TablePictures(
      Path table,
      Path folder,
      String pathColumn,
      String labelColumn,
      List<String> paths,
      List<String> labels) {
    this.table = table;
    this.folder = folder;
    this.pathColumn = pathColumn;
    this.labelColumn = labelColumn;
    this.paths = paths.toArray(String[]::new);
    this.labels = ClassNames.Named.of(labels);
  }

  String pathColumn() {
    return pathColumn;
  }

  String labelColumn() {
    return labelColumn;
  }

  @Override
  public String name() {
    return table.toString();
  }

  @Override
  public List<String> classes() {
    return labels.classes();
  }

  @Override
  public int size() {
    return paths.length;
  }

  @Override
  public int label(int index) {
    return labels.labels()[index];
  }

  @Override
  public Path file(int index) {
    return folder.resolve(paths[index]);
  }
}

package dev.signet.cli.data;

import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.hdf5.SignsHdf5;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The files that the parts of a data set are written to: {@code train_NAME.h5} and its siblings.
 */
final class PartFiles {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  Path folder = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What stands behind train_ and test_ (default: signs).")
  String name = "signs";

  /** Writes every part that there is, and says so. */
  void write(DataParts parts, CommandBase command) {
    write(parts, false, command);
  }

  /**
   * The same.
   *
   * @param plain whether in one piece and without compression
   */
  void write(DataParts parts, boolean plain, CommandBase command) {
    (plain ? write(parts, SignsHdf5::writePlain) : write(parts))
        .forEach((file, size) -> command.say("%s: %d pictures", file, size));
  }

  /** Writes every part that there is; refuses to overwrite. Returns the pictures in each file. */
  Map<Path, Integer> write(DataParts parts) {
    return write(parts, SignsHdf5::write);
  }

  /** Writes a part. */
  @FunctionalInterface
  private interface Writer {
    void write(Path file, ImageSource dataset, Part part);
  }

  private Map<Path, Integer> write(DataParts parts, Writer writer) {
    Map<Path, Integer> written = new LinkedHashMap<>();
    Map<Part, ImageSource> present = new LinkedHashMap<>();
    present.put(Part.TRAIN, parts.train());
    parts.validation().ifPresent(part -> present.put(Part.VALIDATION, part));
    parts.test().ifPresent(part -> present.put(Part.TEST, part));
    present.keySet().forEach(part -> requireAbsent(file(part)));
    present.forEach(
        (part, dataset) -> {
          Path file = file(part);
          writer.write(file, dataset, part);
          written.put(file, dataset.size());
        });
    return written;
  }

  private Path file(Part part) {
    return folder.resolve(part.names().get(0) + "_" + name + ".h5");
  }

  private static void requireAbsent(Path file) {
    if (Files.exists(file)) {
      throw new SignetException(
          "%s exists already; choose another folder (--out) or delete it".formatted(file));
    }
  }
}

package dev.signet.runfolder;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Leak;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row a judged picture, CSV: {@code predictions.csv} in a run's folder. */
public final class PredictionsFile {
  private PredictionsFile() {}

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws SignetException if the file cannot be read or holds something else
   */
  public static List<EvaluatedPicture> read(Path file) {
    List<EvaluatedPicture> pictures = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        pictures.add(picture(row));
      }
    } catch (IOException | RuntimeException e) {
      throw new SignetException(
          "%s does not hold what was said of pictures: %s".formatted(file, Reason.of(e)), e);
    }
    return pictures;
  }

  private static EvaluatedPicture picture(NamedCsvRecord row) {
    String predicted = row.getField("predicted");
    return new EvaluatedPicture(
        Integer.parseInt(row.getField("index")),
        row.getField("id"),
        row.getField("label"),
        predicted,
        Double.parseDouble(row.getField("probability")),
        Double.parseDouble(row.getField("novelty")),
        !row.getField("answer").equals(predicted),
        Leak.valueOf(row.getField("leak").toUpperCase(Locale.ROOT)));
  }

  /** Writes the file as a whole or not at all. */
  public static void write(List<EvaluatedPicture> pictures, Path file) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(
        "index", "id", "label", "predicted", "probability", "novelty", "answer", "leak");
    for (EvaluatedPicture picture : pictures) {
      csv.writeRecord(
          Integer.toString(picture.index()),
          picture.id(),
          picture.label(),
          picture.predicted(),
          Double.toString(picture.probability()),
          Double.toString(picture.novelty()),
          picture.unknown() ? "unknown" : picture.predicted(),
          picture.leak().name().toLowerCase(Locale.ROOT));
    }
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    AtomicFile.write(file, text.toString());
  }
}

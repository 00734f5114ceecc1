package dev.signet.runfolder;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.EvaluatedPicture;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One row a judged picture, CSV: {@code predictions.csv} in a run's folder. */
public final class PredictionsFile {
  private PredictionsFile() {}

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

package dev.signet.cli.predict;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.Text;
import dev.signet.cli.console.OutputFormat;
import dev.signet.cli.console.Printable;
import dev.signet.config.Json;
import dev.signet.inference.PredictedPicture;
import dev.signet.inference.Prediction;
import dev.signet.inference.Prediction.ClassProbability;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what a model says of pictures, one after the other; JSON when all are there. */
abstract class PredictionWriter implements AutoCloseable {
  private int failures;

  /** A writer for a format that names the {@code topK} most probable classes. */
  static PredictionWriter of(OutputFormat format, int topK, PrintWriter out) {
    return switch (format) {
      case TEXT -> new Lines(topK, out);
      case JSON -> new JsonObject(topK, out);
      case CSV -> new CsvRows(topK, out);
    };
  }

  abstract void answered(Path file, Prediction prediction);

  void failed(Path file, String message) {
    failures++;
  }

  /** Pictures that could not be read. */
  final int failures() {
    return failures;
  }

  @Override
  public void close() {}

  /** Why there is no answer, for people. */
  private static String why(Prediction prediction) {
    return switch (prediction.doubt()) {
      case NONE -> "no doubt";
      case UNSURE -> "too unsure";
      case NOVEL -> "unlike the training pictures";
    };
  }

  /** {@code hand.jpg: 3 (98.20 %)}. */
  private static final class Lines extends PredictionWriter {
    private final int topK;
    private final PrintWriter out;

    Lines(int topK, PrintWriter out) {
      this.topK = topK;
      this.out = out;
    }

    @Override
    void answered(Path file, Prediction prediction) {
      String name = file.toString();
      List<String> classes = new ArrayList<>();
      for (ClassProbability c : prediction.top(topK)) {
        classes.add(Text.of("%s (%.2f %%)", c.label(), c.probability() * 100));
      }
      if (prediction.unknown()) {
        name += ": unknown, " + why(prediction);
      }
      out.println(Printable.line(name + ": " + String.join(", ", classes)));
      out.flush();
    }
  }

  /** One object; see docs/formats.md. */
  private static final class JsonObject extends PredictionWriter {
    private record Written(List<PredictedPicture> predictions) {}

    private final int topK;
    private final PrintWriter out;
    private final List<PredictedPicture> predictions = new ArrayList<>();

    JsonObject(int topK, PrintWriter out) {
      this.topK = topK;
      this.out = out;
    }

    @Override
    void answered(Path file, Prediction prediction) {
      predictions.add(PredictedPicture.of(file.toString(), prediction, topK));
    }

    @Override
    void failed(Path file, String message) {
      super.failed(file, message);
      predictions.add(PredictedPicture.unreadable(file.toString(), message));
    }

    @Override
    public void close() {
      out.println(Json.write(new Written(predictions)));
      out.flush();
    }
  }

  /** One row a picture and class: file, rank, label, index, probability, answer, error. */
  private static final class CsvRows extends PredictionWriter {
    private final int topK;
    private final CsvWriter csv;

    CsvRows(int topK, PrintWriter out) {
      this.topK = topK;
      csv = CsvWriter.builder().build(out);
      csv.writeRecord("file", "rank", "label", "index", "probability", "answer", "error");
    }

    @Override
    void answered(Path file, Prediction prediction) {
      int rank = 1;
      for (ClassProbability c : prediction.top(topK)) {
        csv.writeRecord(
            file.toString(),
            Integer.toString(rank++),
            c.label(),
            Integer.toString(c.index()),
            Double.toString(c.probability()),
            prediction.answer(),
            "");
      }
    }

    @Override
    void failed(Path file, String message) {
      super.failed(file, message);
      csv.writeRecord(file.toString(), "", "", "", "", "", message);
    }

    @Override
    public void close() {
      try {
        csv.flush();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}

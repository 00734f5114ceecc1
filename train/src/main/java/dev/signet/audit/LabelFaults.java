package dev.signet.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.Text;
import dev.signet.data.ImageSource;
import dev.signet.data.Relabelling;
import dev.signet.files.AtomicFile;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks pictures by how likely their label is wrong: confident learning by the normalized margin
 * (Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels",
 * 2021). Thread-safe: it keeps no state.
 */
public final class LabelFaults {
  private LabelFaults() {}

  /**
   * All pictures, the most suspicious first.
   *
   * @param probabilities {@code [pictures, classes]} of networks that have not seen the picture
   *     they answer for; the networks' answers on their own training pictures show nothing, for
   *     they have learned the faults by heart
   */
  public static List<Suspect> rank(ImageSource dataset, double[][] probabilities) {
    if (probabilities.length != dataset.size()) {
      throw new IllegalArgumentException(
          Text.of(
              "%d rows of probabilities for %d pictures", probabilities.length, dataset.size()));
    }
    double[] usual = usualConfidence(dataset, probabilities);
    return IntStream.range(0, dataset.size())
        .mapToObj(i -> suspect(dataset, i, probabilities[i], usual))
        .sorted(Comparator.comparingDouble(Suspect::margin))
        .toList();
  }

  private static Suspect suspect(ImageSource dataset, int index, double[] p, double[] usual) {
    int label = dataset.label(index);
    int other = label == 0 ? 1 : 0;
    for (int c = 0; c < p.length; c++) {
      other = c != label && p[c] > p[other] ? c : other;
    }
    return new Suspect(
        index,
        dataset.id(index),
        dataset.classes().get(label),
        dataset.classes().get(other),
        p[label] - p[other],
        p[label],
        p[other],
        p[other] > p[label] && p[other] >= usual[other]);
  }

  /** For each class the mean probability of it where it is the label. */
  private static double[] usualConfidence(ImageSource dataset, double[][] probabilities) {
    int[] counts = dataset.classCounts();
    double[] usual = new double[counts.length];
    for (int i = 0; i < probabilities.length; i++) {
      int label = dataset.label(i);
      usual[label] += probabilities[i][label] / counts[label];
    }
    return usual;
  }

  /**
   * Writes the ranking as CSV with an empty column for new labels, for {@link Relabelling}.
   *
   * @throws dev.signet.SignetException if the file cannot be written
   */
  public static void write(List<Suspect> ranking, Path file) {
    AtomicFile.write(
        file,
        out -> {
          CsvWriter csv =
              CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          csv.writeRecord(
              "rank",
              Relabelling.INDEX,
              "id",
              Relabelling.LABEL,
              "suggested",
              "margin",
              "label_probability",
              "suggested_probability",
              "suspected",
              Relabelling.NEW_LABEL);
          int rank = 1;
          for (Suspect s : ranking) {
            csv.writeRecord(
                Integer.toString(rank++),
                Integer.toString(s.index()),
                s.id(),
                s.label(),
                s.suggested(),
                decimal(s.margin()),
                decimal(s.labelProbability()),
                decimal(s.suggestedProbability()),
                Boolean.toString(s.isSuspected()),
                "");
          }
          csv.flush();
        });
  }

  private static String decimal(double value) {
    return Text.of("%.6f", value);
  }
}

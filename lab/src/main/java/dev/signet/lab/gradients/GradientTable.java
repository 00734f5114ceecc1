package dev.signet.lab.gradients;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.files.AtomicFile;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The gradients' norms as CSV, a row for each network, step and layer. */
public final class GradientTable {
  private GradientTable() {}

  /** Writes the file, as a whole or not at all. */
  public static void write(Path file, List<GradientFlow> flows) {
    AtomicFile.write(
        file,
        out -> {
          CsvWriter csv =
              CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          csv.writeRecord("network", "step", "layer", "name", "gradient_norm", "loss");
          for (GradientFlow flow : flows) {
            rows(csv, flow);
          }
          csv.flush();
        });
  }

  private static void rows(CsvWriter csv, GradientFlow flow) {
    for (int step = 0; step < flow.steps(); step++) {
      for (int layer = 0; layer < flow.layers().size(); layer++) {
        csv.writeRecord(
            flow.twin(),
            Integer.toString(step),
            Integer.toString(layer + 1),
            flow.layers().get(layer),
            Double.toString(flow.norms().get(step).get(layer)),
            Double.toString(flow.losses().get(step)));
      }
    }
  }
}

package example;

import dev.signet.run.RunListener;
import dev.signet.training.StepCompleted;
import dev.signet.training.TrainingFinished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Draws the loss of every step; the run's own loss.png has one point an epoch. */
final class LossPlot implements RunListener {
  private final Path file;
  private final List<Double> losses = new ArrayList<>();

  LossPlot(Path file) {
    this.file = file;
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    losses.add(event.result().loss());
  }

  @Override
  public void finished(TrainingFinished event) {
    XYChart chart =
        new XYChartBuilder().width(640).height(400).xAxisTitle("step").yAxisTitle("loss").build();
    chart.addSeries("loss", losses).setMarker(org.knowm.xchart.style.markers.SeriesMarkers.NONE);
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

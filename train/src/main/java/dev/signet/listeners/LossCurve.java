package dev.signet.listeners;

import dev.signet.Text;
import dev.signet.config.RunConfig;
import dev.signet.drawing.Png;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/** Loss over epochs as a PNG, drawn when the training ends. Not safe for use by several threads. */
public final class LossCurve implements TrainingListener {
  /** A loss that falls by more than this factor is drawn on a logarithmic axis. */
  private static final double WIDE_RANGE = 100;

  private static final double MOST_TICKS = 10;
  private static final Color TRAIN = new Color(0x1f77b4);
  private static final Color VALIDATION = new Color(0xd95f02);

  private final Path file;
  private final Consumer<String> problems;
  private final List<Integer> epochs = new ArrayList<>();
  private final List<Double> train = new ArrayList<>();
  private final List<Double> validation = new ArrayList<>();
  private String title = "";

  /**
   * A plot to be drawn into this file.
   *
   * @param problems is told when this Java cannot draw (it may have no fonts); the training goes on
   */
  public LossCurve(Path file, Consumer<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  @Override
  public void started(TrainingStarted event) {
    RunConfig config = event.config();
    title =
        Text.of(
            "%s, recipe %s, %d epochs",
            config.model().variant().title(), config.recipe(), config.training().epochs());
    event.history().forEach(this::add);
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    add(event.record());
  }

  private void add(EpochRecord epoch) {
    epochs.add(epoch.epoch() + 1); // people count them from 1
    train.add(drawable(epoch.trainLoss()));
    epoch.validationLoss().ifPresent(loss -> validation.add(drawable(loss)));
  }

  /** The chart leaves a gap for NaN, but refuses infinity. */
  private static double drawable(double loss) {
    return Double.isFinite(loss) ? loss : Double.NaN;
  }

  @Override
  public void finished(TrainingFinished event) {
    if (epochs.isEmpty()) {
      return;
    }
    BufferedImage picture;
    try {
      picture = BitmapEncoder.getBufferedImage(chart());
    } catch (LinkageError | InternalError | RuntimeException e) {
      problems.accept(
          "the loss curve was not drawn: this Java has no usable fonts (%s)".formatted(e));
      return;
    }
    Png.write(picture, file);
  }

  private XYChart chart() {
    XYChart chart = Charts.empty(title, "epoch", Charts.LOSS);
    style(chart.getStyler());
    Charts.add(chart, "train", epochs, train, TRAIN);
    if (validation.size() == epochs.size()) {
      Charts.add(chart, "validation", epochs, validation, VALIDATION);
    }
    return chart;
  }

  private void style(XYStyler style) {
    style.setXAxisDecimalPattern("0");
    style.setXAxisMin(1.0);
    int last = epochs.get(epochs.size() - 1);
    style.setXAxisMax((double) Math.max(2, last));
    style.setXAxisMaxLabelCount((int) Math.min(MOST_TICKS, Math.max(2, last)));
    if (isWide()) {
      style.setYAxisLogarithmic(true);
    } else {
      style.setYAxisMin(0.0);
    }
  }

  /** Whether a linear axis would hide what happens near zero. */
  private boolean isWide() {
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (List<Double> losses : List.of(train, validation)) {
      for (double loss : losses) {
        if (!Double.isNaN(loss)) {
          smallest = Math.min(smallest, loss);
          largest = Math.max(largest, loss);
        }
      }
    }
    return smallest > 0 && largest / smallest > WIDE_RANGE;
  }
}

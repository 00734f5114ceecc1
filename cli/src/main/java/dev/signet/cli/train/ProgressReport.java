package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.Terminal;
import dev.signet.config.TrainingConfig;
import dev.signet.listeners.TensorBoardReport;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepCompleted;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.io.PrintWriter;
import java.util.Objects;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training to the person in front of it: a bar on a terminal, a plain line per epoch
 * elsewhere, and the article's line every fifth epoch.
 */
final class ProgressReport implements TrainingListener, AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal = Terminal.isPresent();
  private final boolean verbose;
  private @Nullable TrainingConfig training;
  private @Nullable ProgressBar bar;

  /**
   * A report.
   *
   * @param verbose whether native memory is shown, and the lines at a terminal as well
   */
  ProgressReport(PrintWriter out, PrintWriter err, boolean verbose) {
    this.verbose = verbose;
    this.out = out;
    this.err = err;
  }

  @Override
  public void started(TrainingStarted event) {
    training = event.config().training();
    int epochs = training.epochs();
    if (terminal) {
      bar = Terminal.bar("Training", (long) event.pictures() * epochs, " pictures");
      bar.stepTo(event.step() * event.pictures() / event.stepsPerEpoch());
    }
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    if (bar != null && training != null) {
      bar.stepBy(event.result().count());
      bar.setExtraMessage(
          Text.of(
              " epoch %d/%d loss %.4f",
              event.epoch() + 1, training.epochs(), event.result().loss()));
    }
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    if (!terminal || verbose) {
      clearLine();
      err.println(EpochLine.of(event, Objects.requireNonNull(training), verbose));
      err.flush();
    }
    if (event.epoch() % TensorBoardReport.ARTICLE_CADENCE == 0) {
      clearLine();
      out.println(Text.of("epoch: %d, loss: %s", event.epoch(), event.trainLoss()));
      out.flush();
    }
  }

  private void clearLine() {
    if (terminal) {
      Terminal.clearLine();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}

package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.config.TrainingConfig;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepSkipped;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A training for people who look at its log file later: a line an event, with its time. */
public final class TextLines implements TrainingListener {
  private final Consumer<String> sink;
  private @Nullable TrainingConfig training;

  public TextLines(Consumer<String> sink) {
    this.sink = sink;
  }

  private void say(String what) {
    sink.accept(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
  }

  @Override
  public void started(TrainingStarted event) {
    training = event.config().training();
    say(Text.of("started at epoch %d, step %d", event.history().size(), event.step()));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    say(Text.of("step %d left out: the loss was %s", event.step(), event.loss()));
  }

  @Override
  public void warned(TrainingWarning event) {
    say("warning: " + event.message());
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    say(EpochLine.of(event, Objects.requireNonNull(training), true));
  }

  @Override
  public void finished(TrainingFinished event) {
    say(
        Text.of(
            "finished (%s) after %d epochs, %d steps",
            event.reason().label(), event.epochs(), event.steps()));
  }
}

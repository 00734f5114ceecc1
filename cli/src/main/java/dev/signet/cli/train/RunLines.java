package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.judge.CalibrationAnswer;
import dev.signet.cli.judge.EvaluationText;
import dev.signet.cli.options.DataDescription;
import dev.signet.config.Recipe;
import dev.signet.config.RunConfig;
import dev.signet.config.TrainingConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.NativeMemory;
import dev.signet.metrics.Evaluation;
import dev.signet.model.TransferSource;
import dev.signet.run.DataAudited;
import dev.signet.run.ModelJudged;
import dev.signet.run.ModelSaved;
import dev.signet.run.ReportFailed;
import dev.signet.run.ReportWritten;
import dev.signet.run.RunBegan;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import dev.signet.training.ConfidenceFit;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepCompleted;
import dev.signet.training.StepSkipped;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run in lines: introduced, watched and concluded. */
final class RunLines implements RunListener, AutoCloseable {
  private final CommandBase command;
  private final LogOptions logOptions;
  private final RunConfig config;
  private final DataParts data;
  private final ComputeDevice device;
  private final Optional<TransferSource> source;
  private final String folder;
  private @Nullable ProgressLog progress;

  RunLines(
      CommandBase command, LogOptions logOptions, RunSpec spec, Optional<TransferSource> source) {
    this.command = command;
    this.logOptions = logOptions;
    this.config = spec.config();
    this.data = spec.data().parts();
    this.device = spec.device();
    this.source = source;
    this.folder = spec.folder().toString();
  }

  @Override
  public void runBegan(RunBegan event) {
    command.say(
        "Device: %s (%s), %d threads, libtorch %s",
        device, device.reason(), Libtorch.threads(), Libtorch.version());
    if (config.data().drawn()) {
      command.say(
          "Data: built-in SYNTHETIC pictures, drawn by Signet: not photographs, and others in each"
              + " epoch. --data takes yours.");
    } else {
      command.say("Data: %s", data.train().name());
    }
    DataDescription.print(command, data);
  }

  /** What a score on these pictures will be worth: in short here, in full in the run's folder. */
  @Override
  public void dataAudited(DataAudited event) {
    event.audit().ifPresent(audit -> command.say("Audit: %s.", audit.verdict()));
    RareClassLines.of(config.training(), data.train(), event.audit())
        .forEach(line -> command.say("%s", line));
    command.say(
        "Network: %s (%s layout), recipe %s, %d epochs, seed %d",
        config.model().architecture().title(),
        config.model().layout().label(),
        config.recipe(),
        config.training().epochs(),
        config.seed());
    command.say("%s", batches());
    source.ifPresent(
        weights ->
            config
                .transfer()
                .ifPresent(
                    transfer ->
                        TransferDescription.lines(weights, config, transfer)
                            .forEach(line -> command.say("%s", line))));
    command.say("Precision: %s", Arithmetic.of(config.training().compute(), device).describe());
    if (config.reliability().deterministic()) {
      command.say("Deterministic: %s", costOfDeterminism());
    }
    command.say("Run: %s", folder);
    progress = new ProgressLog(command, logOptions, problem -> command.note("error: " + problem));
  }

  private String batches() {
    TrainingConfig training = config.training();
    int pictures = data.train().size();
    return String.format(
        Locale.ROOT,
        "Batches: %d pictures, learning rate %s%s",
        training.batches().size(),
        BigDecimal.valueOf(training.optimizer().lr()).stripTrailingZeros().toPlainString(),
        isFitted(training, pictures)
            ? String.format(Locale.ROOT, " (what fast takes for %d pictures)", pictures)
            : "");
  }

  private boolean isFitted(TrainingConfig training, int pictures) {
    TrainingConfig fast = Recipe.FAST.training(pictures, config.model().input());
    return config.recipe().equals(Recipe.FAST.label())
        && training.batches().equals(fast.batches())
        && training.optimizer().equals(fast.optimizer());
  }

  private String costOfDeterminism() {
    return device.type() == ComputeDevice.Type.CPU
        ? "on the CPU every operator in use gives the same bytes each time, so it costs nothing"
        : "slower algorithms take the place of those that do not give the same bytes each time";
  }

  @Override
  public void started(TrainingStarted event) {
    toProgress(listener -> listener.started(event));
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    toProgress(listener -> listener.stepCompleted(event));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    sayToPeople(
        Text.of(
            "warning: the loss was %s at step %d (epoch %d); the step was left out, %d in a row",
            event.loss(), event.step(), event.epoch(), event.inARow()));
    toProgress(listener -> listener.stepSkipped(event));
  }

  @Override
  public void warned(TrainingWarning event) {
    sayToPeople("warning: " + event.message());
    toProgress(listener -> listener.warned(event));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    toProgress(listener -> listener.epochCompleted(event));
  }

  @Override
  public void finished(TrainingFinished event) {
    toProgress(listener -> listener.finished(event));
  }

  private void toProgress(Consumer<TrainingListener> tell) {
    if (progress != null) {
      progress.listeners().forEach(tell);
    }
  }

  /** Machines read the same in the lines of their own. */
  private void sayToPeople(String line) {
    if (logOptions.format == LogOptions.LogFormat.TEXT) {
      command.note(line);
    }
  }

  @Override
  public void reportFailed(ReportFailed event) {
    command.note((event.incomplete() ? "error: " : "warning: ") + event.problem());
  }

  @Override
  public void modelSaved(ModelSaved event) {
    close(); // the bar is over
    event.finished().ifPresent(this::sayEnd);
    command.say("Parameters: %s", event.parameters());
    command.say("Model: %s", event.model());
  }

  private void sayEnd(TrainingFinished finished) {
    String after = Text.of("%d epochs and %d steps", finished.epochs(), finished.steps());
    switch (finished.reason()) {
      case COMPLETED -> {}
      case INTERRUPTED ->
          command.say("Interrupted after %s; the parameters were saved as they are now.", after);
      case TIME_LIMIT -> command.say("Ended by its time limit after %s.", after);
      case EARLY -> command.say("Ended early after %s, with the weights of the best epoch.", after);
    }
    if (finished.reason() != StopReason.COMPLETED && config.reliability().checkpoints().isOn()) {
      command.say("To go on: signet train --resume %s", folder);
    }
    if (ErrorHandling.isVerbose(command.spec.commandLine())) {
      command.note(Text.of("Peak memory: %d MB", NativeMemory.peakBytes() >> 20));
    }
  }

  @Override
  public void modelJudged(ModelJudged event) {
    sayAccuracy("Train", event.train().accuracy());
    event.test().ifPresent(test -> sayAccuracy("Test", test.accuracy()));
    event.evaluation().ifPresent(this::sayEvaluation);
    event.fit().ifPresent(this::sayConfidence);
    if (ErrorHandling.isVerbose(command.spec.commandLine())) {
      event.int8().ifPresent(int8 -> command.note(CalibrationAnswer.int8(int8)));
    }
  }

  private void sayAccuracy(String part, double accuracy) {
    command.say("%s accuracy: %.2f%%", part, accuracy * 100);
  }

  private void sayEvaluation(Evaluation outcome) {
    command.say("Judged by %s: %s", outcome.data(), EvaluationText.interval(outcome.interval()));
    outcome
        .withoutLeaked()
        .ifPresent(
            clean ->
                command.say(
                    "Without the %d pictures that the training part holds, too (%s): %.2f%%",
                    clean.leaked(), clean.leftOut(), clean.others().accuracy() * 100));
  }

  private void sayConfidence(ConfidenceFit fit) {
    command.say(
        "Unknown: below %.2f%%, at temperature %.3f%s; fitted on the validation part",
        fit.confidence().threshold() * 100,
        fit.confidence().temperature(),
        fit.confidence().novelty().isPresent() ? ", or unlike the training pictures" : "");
    command.say("Coverage: %s", CalibrationAnswer.coverage(fit.limits()));
  }

  @Override
  public void reportWritten(ReportWritten event) {
    command.say("Report: %s", event.page());
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}

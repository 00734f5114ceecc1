package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.options.DataOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.ModelOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.LearningRateRange;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.listeners.LearningRatePlot;
import dev.signet.training.LearningRateFinder;
import dev.signet.training.LearningRateSweep;
import dev.signet.training.LearningRateSweep.End;
import dev.signet.training.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet lr-find}: which learning rate a training should have. */
@Command(
    name = "lr-find",
    description = {
      "Suggests a learning rate for a training.",
      "A fresh network is trained while the learning rate grows from step to step; how its loss",
      "moves is drawn. No parameters are saved."
    })
public final class LrFindCommand extends CommandBase {
  @Mixin DataOptions dataOptions = new DataOptions();
  @Mixin ModelOptions modelOptions = new ModelOptions();
  @Mixin TrainingOptions trainingOptions = new TrainingOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--from",
      paramLabel = "X",
      description = "First learning rate, above 0 (default: 0.000001).")
  double from = 1e-6;

  @Option(
      names = "--to",
      paramLabel = "X",
      description = "Last learning rate, above --from and at most 1000 (default: 1).")
  double to = 1;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Learning rates to try, one a step, 10 to 100000 (default: 100).")
  int steps = 100;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Plot, PNG; an existing file is not replaced (default: lr-find.png).")
  Path out = Path.of("lr-find.png");

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Override
  public Integer call() {
    DataConfig dataConfig = dataOptions.toConfig();
    LearningRateRange range = new LearningRateRange(from, to, steps);
    refuseWithoutEffect();
    trainingOptions.check();
    deviceOptions.check();
    if (Files.exists(out)) {
      throw new SignetException(
          "%s exists already; choose another file for the plot (--out) or remove it"
              .formatted(out));
    }
    ComputeDevice device = deviceOptions.apply();
    announce(dataConfig);
    ImageSource train = dataOptions.toLearnFrom(dataConfig, this).train();
    RunConfig config =
        trainingOptions
            .toRun(dataConfig, modelOptions.forPictures(train), train.size())
            .fittedBy(train.fit());
    LrFindAnswer answer = new LrFindAnswer(this, config, range, train);
    return untilStopped(
        "stopping after this step; nothing will be saved",
        stop -> {
          if (!format.isJson()) {
            answer.introduce();
          }
          answer(answer, sweep(config, range, train, device, stop));
          return 0;
        });
  }

  /** The search sets these itself, and what has no effect is an error everywhere else, too. */
  private void refuseWithoutEffect() {
    refuse("--lr", trainingOptions.optimizer.lr, "--from and --to say which ones are tried");
    refuse("--schedule", trainingOptions.optimizer.course, "the learning rate only grows");
    refuse("--warmup", trainingOptions.optimizer.warmup, "the learning rate only grows");
    refuse("--final-share", trainingOptions.optimizer.finalShare, "the learning rate only grows");
    refuse("--epochs", trainingOptions.epochs, "--steps says how long it trains");
    refuse("--ema", trainingOptions.variation.ema, "no weights are kept");
    refuse("--sizes", trainingOptions.sizes, "its pictures have the full size");
  }

  private static void refuse(String option, @Nullable Object given, String reason) {
    if (given != null) {
      throw new InvalidValueException(
          "%s has no effect in lr-find, where %s; leave it out".formatted(option, reason));
    }
  }

  private LearningRateSweep sweep(
      RunConfig config,
      LearningRateRange range,
      ImageSource train,
      ComputeDevice device,
      StopSignal stop) {
    LearningRateFinder finder = new LearningRateFinder(config, device);
    return Terminal.behindBar(
        "Learning rates",
        range.steps(),
        " steps",
        progress -> finder.sweep(train, range, progress, stop));
  }

  private void answer(LrFindAnswer answer, LearningRateSweep sweep) {
    if (sweep.end() == End.INTERRUPTED) {
      note(Text.of("interrupted after %d steps", sweep.points().size()));
      return;
    }
    if (format.isJson()) {
      answer.printJson(sweep);
    } else {
      answer.printText(sweep);
    }
    // After the answer, which is not lost when the plot cannot be written.
    if (!sweep.points().isEmpty()) {
      LearningRatePlot.write(sweep, answer.title(), out);
      if (!format.isJson()) {
        say("Plot: %s", out);
      }
    }
  }
}

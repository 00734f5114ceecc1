package dev.signet.cli.data;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.artifact.RunConfigFile;
import dev.signet.audit.LabelFaults;
import dev.signet.audit.Suspect;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.InterruptGuard;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.training.OutOfFold;
import dev.signet.training.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The search for wrong labels, as its user sees it: trainings that take their time. */
final class FaultSearch {
  private static final int NAMED = 10;

  /** With fewer the networks miss wrong labels: see docs/performance.md. */
  private static final int ENOUGH_EPOCHS = 16;

  /** The small network learns more slowly, and its epochs cost little. */
  private static final int ENOUGH_EPOCHS_OF_TINY = 24;

  /** Networks that are wrong more often than this have not learned what the labels say. */
  private static final double ENOUGH_ACCURACY = 0.7;

  private static final Path DEFAULT_FILE = Path.of("label-faults.csv");

  private final CommandBase command;
  private final FaultOptions options;
  private final RunConfig config;
  private final Path file;

  /** Refuses what can be refused before anything is read. */
  FaultSearch(CommandBase command, FaultOptions options) {
    this.command = command;
    this.options = options;
    Path model = Objects.requireNonNull(options.model);
    RunConfig run =
        RunConfigFile.beside(model)
            .orElseThrow(
                () ->
                    new SignetException(
                        "%s holds no config.json, which says how to train; give a run's folder"
                                .formatted(model)
                            + " (--model)"));
    int enough =
        run.model().variant() == ResNetVariant.TINY ? ENOUGH_EPOCHS_OF_TINY : ENOUGH_EPOCHS;
    int epochs =
        options.epochs == null ? Math.max(run.training().epochs(), enough) : options.epochs;
    this.config = run.withTraining(run.training().withEpochs(epochs));
    this.file = options.faults == null ? DEFAULT_FILE : options.faults;
    if (Files.exists(file)) {
      throw new SignetException(
          "%s exists already, perhaps with your new labels; choose another file (--faults) or"
                  .formatted(file)
              + " remove it");
    }
  }

  RunConfig config() {
    return config;
  }

  /** Trains and ranks; empty if it was interrupted. */
  Optional<List<Suspect>> run(ImageSource train, ComputeDevice device) {
    requireFit(train);
    int folds = options.folds == null ? 4 : options.folds;
    StopSignal stop = new StopSignal();
    try (InterruptGuard guard =
        InterruptGuard.install(
            stop, command.err(), "stopping after this step; no ranking will be written")) {
      command.note(
          Text.of(
              "Training %d networks of %d epochs for labels out of fold",
              folds, config.training().epochs()));
      return new OutOfFold(config, device, folds)
          .probabilities(train, this::tell, stop)
          .map(
              probabilities -> {
                warnOfIgnorance(OutOfFold.accuracy(train, probabilities));
                return LabelFaults.rank(train, probabilities);
              });
    }
  }

  private void warnOfIgnorance(double accuracy) {
    if (accuracy < ENOUGH_ACCURACY) {
      command.note(
          Text.of(
              "warning: the networks answer %.2f%% rightly out of fold, which is little to doubt"
                  + " labels by; more epochs (--epochs) or a larger network (--model) find more",
              accuracy * 100));
    }
  }

  private void tell(int fold, int folds, double accuracy) {
    command.note(Text.of("fold %d/%d  accuracy out of fold %.2f%%", fold, folds, accuracy * 100));
  }

  private void requireFit(ImageSource train) {
    int classes = config.model().classes();
    if (classes != train.classes().size()) {
      throw new SignetException(
          Text.of(
              "the run (--model) has %d classes, but %s has %d",
              classes, train.name(), train.classes().size()));
    }
  }

  /** Writes the ranking. */
  void save(List<Suspect> ranking) {
    LabelFaults.write(ranking, file);
  }

  /** Says what was found. */
  void print(List<Suspect> ranking) {
    long suspected = ranking.stream().filter(Suspect::isSuspected).count();
    command.say("Labels: %d of %d look wrong", suspected, ranking.size());
    ranking.stream()
        .filter(Suspect::isSuspected)
        .limit(NAMED)
        .forEach(
            s ->
                command.say(
                    "  %s: label %s (%.1f %%), perhaps %s (%.1f %%)",
                    s.id(),
                    s.label(),
                    s.labelProbability() * 100,
                    s.suggested(),
                    s.suggestedProbability() * 100));
    if (suspected > NAMED) {
      command.say("  and %d more", suspected - NAMED);
    }
    command.say("Ranking: %s (fill in new_label, then signet data relabel)", file);
  }
}

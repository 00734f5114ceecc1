package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.LearningRateRange;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.training.LearningRateSweep;
import dev.signet.training.LearningRateSweep.Point;
import dev.signet.training.LearningRateSweep.Suggestion;
import java.util.List;
import java.util.Optional;

/** What {@code lr-find} says of a sweep. */
final class LrFindAnswer {
  private final CommandBase command;
  private final RunConfig config;
  private final LearningRateRange range;
  private final ImageSource train;

  LrFindAnswer(CommandBase command, RunConfig config, LearningRateRange range, ImageSource train) {
    this.command = command;
    this.config = config;
    this.range = range;
    this.train = train;
  }

  /** What was trained how. */
  String title() {
    return Text.of(
        "%s, recipe %s, %s, %d pictures a step",
        config.model().variant().title(),
        config.recipe(),
        optimizer(),
        config.training().batches().size());
  }

  private String optimizer() {
    OptimizerConfig optimizer = config.training().optimizer();
    return optimizer instanceof OptimizerConfig.Sgd ? "SGD" : optimizer.getClass().getSimpleName();
  }

  /** Says before the sweep what it is made with. */
  void introduce() {
    command.say("Data: %s", train.name());
    command.say("Network: %s, seed %d", title(), config.seed());
  }

  void printText(LearningRateSweep sweep) {
    List<Point> points = sweep.points();
    command.say("Steps: %d of %d, %s", points.size(), range.steps(), reason(sweep));
    Optional<Suggestion> suggestion = sweep.suggestion();
    if (suggestion.isEmpty()) {
      command.say(
          "No suggestion: the loss never fell; try another range (--from, --to) or more --steps");
      return;
    }
    command.say("Loss falls fastest at: %.2g", suggestion.get().steepest());
    command.say("Loss is lowest at: %.2g", suggestion.get().minimum());
    if (sweep.fellToTheEnd()) {
      command.say("The loss was still falling at the end: a higher --to may suggest more.");
    }
    command.say("Suggestion, a tenth of the latter: --lr %.2g", suggestion.get().lr());
  }

  private static String reason(LearningRateSweep sweep) {
    return switch (sweep.end()) {
      case COMPLETED -> "all learning rates were tried";
      case LOSS_GREW -> "then the loss was four times its lowest";
      case LOSS_NOT_FINITE -> "then the loss was not a number";
      case INTERRUPTED -> "then it was interrupted";
    };
  }

  /** The answer in JSON. */
  private record Written(
      String data,
      double from,
      double to,
      int steps,
      LearningRateSweep.End end,
      Optional<Suggested> suggestion,
      List<Point> points) {}

  /** A suggestion, and what it rests on. */
  private record Suggested(double lr, double steepest, double minimum) {}

  void printJson(LearningRateSweep sweep) {
    Written answer =
        new Written(
            train.name(),
            range.from(),
            range.to(),
            range.steps(),
            sweep.end(),
            sweep.suggestion().map(it -> new Suggested(it.lr(), it.steepest(), it.minimum())),
            sweep.points());
    command.answer(answer);
  }
}

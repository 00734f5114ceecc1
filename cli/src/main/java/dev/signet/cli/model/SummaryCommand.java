package dev.signet.cli.model;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.network.ModelSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet summary}: what each stage does to a picture and what it costs. */
@Command(name = "summary", description = "Shows each stage's shapes, parameters and multiply-adds.")
public final class SummaryCommand extends CommandBase {
  @Mixin ModelOptions model = new ModelOptions();

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = "Size of a picture (default: 3x64x64).")
  String input = "3x64x64";

  @Option(names = "--classes", paramLabel = "N", description = "Number of classes (default: 6).")
  int classes = 6;

  @Override
  public Integer call() {
    ModelSummary summary =
        ModelSummary.of(new ModelConfig(model.architecture(), InputSize.parse(input), classes));
    say(
        "%s, %s layout, input %s, %d classes",
        model.architecture().title(), model.layout().label(), summary.config().input(), classes);
    say("%-9s %-12s %-12s %13s %15s", "stage", "input", "output", "parameters", "multiply-adds");
    for (ModelSummary.Stage stage : summary.stages()) {
      say(
          "%-9s %-12s %-12s %,13d %,15d",
          stage.name(), stage.input(), stage.output(), stage.parameters(), stage.multiplyAdds());
    }
    say(
        "%-9s %-12s %-12s %,13d %,15d",
        "total", "", "", summary.parameters(), summary.multiplyAdds());
    return 0;
  }
}

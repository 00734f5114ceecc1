package dev.signet.cli.model;

import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.drawing.BlockDrawing;
import dev.signet.drawing.NetworkDrawing;
import dev.signet.drawing.Png;
import dev.signet.files.Reason;
import dev.signet.network.ModelSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--drawings",
      paramLabel = "DIR",
      description = "Also draw the network and its two blocks: network.png and blocks.png.")
  @Nullable Path drawings;

  @Override
  public Integer call() {
    ModelConfig config = new ModelConfig(model.architecture(), InputSize.parse(input), classes);
    ModelSummary summary = ModelSummary.of(config);
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
    if (drawings != null) {
      draw(config, drawings);
      say("Drawings: %s", drawings);
    }
    return 0;
  }

  private static void draw(ModelConfig config, Path folder) {
    try {
      Files.createDirectories(folder);
      Png.write(NetworkDrawing.draw(config), folder.resolve("network.png"));
      Png.write(BlockDrawing.draw(config), folder.resolve("blocks.png"));
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be used: %s; choose another folder (--drawings)"
              .formatted(folder, Reason.of(e)),
          e);
    } catch (LinkageError | InternalError e) {
      throw new SignetException(
          "the network was not drawn: this Java has no usable fonts (%s)".formatted(e), e);
    }
  }
}

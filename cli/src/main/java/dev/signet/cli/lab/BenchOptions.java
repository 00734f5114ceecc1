package dev.signet.cli.lab;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.config.Ranges;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.metrics.Spread;
import dev.signet.picture.Batch;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the benchmarks of a network have in common. */
final class BenchOptions {
  private static final int CLASSES = 6; // of the built-in pictures

  @Mixin ModelOptions modelOptions = new ModelOptions();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Counted steps of each kind, 1 to 10000 (default: 20).")
  int steps = 20;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Pictures a step, 2 to 4096 (default: 32).")
  int batchSize = 32;

  @Option(
      names = "--input",
      paramLabel = "3xHxH",
      description = "Size of a picture, square (default: 3x64x64).")
  String input = "3x64x64";

  @Option(names = "--json", description = "Answer with one JSON object.")
  boolean json;

  /** Refuses what is out of range. */
  void check() {
    Ranges.require("--steps", steps, 1, 10_000);
    Ranges.require("--batch-size", batchSize, 2, 4096);
    InputSize.parse(input);
  }

  /** The network. */
  ModelConfig model() {
    return new ModelConfig(modelOptions.architecture(), InputSize.square(side()), CLASSES);
  }

  /** The first so many built-in pictures. */
  Batch pictures(int count) {
    ImageSource pictures = SyntheticSigns.generate(count, side(), 0);
    return pictures.batch(IntStream.range(0, count).toArray());
  }

  /** The heading over {@link #row}. */
  static void heading(CommandBase command) {
    command.say("%-76s %8s %8s %8s", "", "median", "min", "max");
  }

  /** Milliseconds in a row, each in a format such as {@code %8.1f}. */
  static void row(CommandBase command, String format, String what, Spread ms) {
    command.say(
        "%-76s " + String.join(" ", format, format, format), what, ms.median(), ms.min(), ms.max());
  }

  private int side() {
    return InputSize.parse(input).height();
  }
}

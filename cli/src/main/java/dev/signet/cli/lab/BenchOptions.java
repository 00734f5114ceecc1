package dev.signet.cli.lab;

import dev.signet.InvalidValueException;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
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
      defaultValue = "20",
      paramLabel = "N",
      description = "Counted steps of each kind, 1 to 10000 (default: 20).")
  int steps = 20;

  @Option(
      names = "--batch-size",
      defaultValue = "32",
      paramLabel = "N",
      description = "Pictures a step, 2 to 4096 (default: 32).")
  int batchSize = 32;

  @Option(
      names = "--input",
      defaultValue = "3x64x64",
      paramLabel = "3xHxH",
      description = "Size of a picture, square (default: 3x64x64).")
  String input = "3x64x64";

  @Option(names = "--json", description = "Answer with one JSON object.")
  boolean json;

  /** Refuses what is out of range. */
  void check() {
    if (steps < 1 || steps > 10_000) {
      throw new InvalidValueException("--steps must be between 1 and 10000 but was " + steps);
    }
    if (batchSize < 2 || batchSize > 4096) {
      throw new InvalidValueException(
          "--batch-size must be between 2 and 4096 but was " + batchSize);
    }
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

  private int side() {
    return InputSize.parse(input).height();
  }
}

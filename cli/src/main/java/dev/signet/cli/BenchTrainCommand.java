package dev.signet.cli;

import dev.signet.InvalidValueException;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.data.Batch;
import dev.signet.data.ImageDataset;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Spread;
import dev.signet.training.TrainingBenchmark;
import dev.signet.training.TrainingBenchmark.Result;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench train}: a training step against the article's settings. */
@Command(
    name = "train",
    description = {
      "Times training steps of the fast recipe against the article's settings.",
      "Both run in turn on the same libtorch; the article's are fp32, channels in planes, Adam.step."
    })
final class BenchTrainCommand extends CommandBase {
  @Mixin ModelOptions modelOptions = new ModelOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

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

  @Override
  public Integer call() {
    if (steps < 1 || steps > 10_000) {
      throw new InvalidValueException("--steps must be between 1 and 10000 but was " + steps);
    }
    if (batchSize < 2 || batchSize > 4096) {
      throw new InvalidValueException(
          "--batch-size must be between 2 and 4096 but was " + batchSize);
    }
    InputSize size = InputSize.parse(input);
    ComputeDevice device = deviceOptions.apply();
    ImageDataset pictures = SyntheticSigns.generate(batchSize, size.height(), 0);
    ModelConfig model =
        new ModelConfig(
            modelOptions.arch,
            modelOptions.layout,
            InputSize.square(size.height()),
            pictures.classes().size());
    Batch batch = Batch.of(pictures, IntStream.range(0, batchSize).toArray());
    Result result = TrainingBenchmark.run(model, batch, device, steps);
    if (json) {
      out().println(Json.write(toMap(result)));
      out().flush();
    } else {
      print(model, result);
    }
    return 0;
  }

  private void print(ModelConfig model, Result result) {
    say(
        "A training step of %s, %d pictures of %s, %s, %d threads, libtorch %s; milliseconds",
        model.variant().title(),
        batchSize,
        model.input(),
        result.arithmetic().device(),
        Libtorch.threads(),
        Libtorch.version());
    say("%-34s %8s %8s %8s", "", "median", "min", "max");
    row("article: fp32, Adam.step", result.baseline());
    row(
        "fast: %s, %s, fused AdamW"
            .formatted(
                result.arithmetic().precision().label(),
                result.arithmetic().channelsLast() ? "channels-last" : "planes"),
        result.signet());
    say("Ratio of the medians: %.2f (%d steps of each)", result.ratio(), result.signet().count());
    say(
        "Precision: %s, because %s",
        result.arithmetic().precision().label(), result.arithmetic().reason());
    result
        .phases()
        .forEach(
            (phase, millis) ->
                say(
                    "  %-10s %8.1f  %4.1f %%",
                    phase.name().toLowerCase(Locale.ROOT),
                    millis,
                    100 * millis / result.signet().median()));
    say(
        "Roofline: %.0f of %.0f GFLOP/s that a large matrix product reaches here (%.0f %%)",
        result.flopsPerStep() / result.signet().median() / 1e6,
        result.matmulFlops() / 1e9,
        100 * result.roofline());
    say("Peak memory of the process, both nets in it: %d MB", result.peakBytes() >> 20);
  }

  private void row(String what, Spread spread) {
    say("%-34s %8.1f %8.1f %8.1f", what, spread.median(), spread.min(), spread.max());
  }

  private static Map<String, Object> toMap(Result result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("baseline_ms", result.baseline().median());
    map.put("signet_ms", result.signet().median());
    map.put("ratio", result.ratio());
    map.put("baseline_spread_ms", result.baseline());
    map.put("signet_spread_ms", result.signet());
    Map<String, Object> phases = new LinkedHashMap<>();
    result
        .phases()
        .forEach((phase, millis) -> phases.put(phase.name().toLowerCase(Locale.ROOT), millis));
    map.put("phases_ms", phases);
    map.put("precision", result.arithmetic().precision().label());
    map.put("channels_last", result.arithmetic().channelsLast());
    map.put("flops_per_step", result.flopsPerStep());
    map.put("matmul_flops_per_second", result.matmulFlops());
    map.put("roofline", result.roofline());
    map.put("peak_bytes", result.peakBytes());
    return map;
  }
}

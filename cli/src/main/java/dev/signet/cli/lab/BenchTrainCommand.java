package dev.signet.cli.lab;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.Json;
import dev.signet.config.ModelConfig;
import dev.signet.lab.TrainingAnswer;
import dev.signet.lab.TrainingBenchmark;
import dev.signet.lab.TrainingBenchmark.Result;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Spread;
import dev.signet.picture.Batch;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet bench train}: a training step against the article's settings. */
@Command(
    name = "train",
    description = {
      "Times training steps of the fast recipe against the article's settings.",
      "Both run in turn on the same libtorch; the article's are fp32, channels in planes,"
          + " Adam.step."
    })
final class BenchTrainCommand extends CommandBase {
  @Mixin BenchOptions options = new BenchOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    options.check();
    ModelConfig model = options.model();
    ComputeDevice device = deviceOptions.apply();
    Batch batch = options.pictures(options.batchSize);
    Result result = TrainingBenchmark.run(model, batch, device, options.steps);
    if (options.json) {
      out().println(Json.write(TrainingAnswer.of(result)));
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
        options.batchSize,
        model.input(),
        result.arithmetic().device(),
        Libtorch.threads(),
        Libtorch.version());
    say("%-34s %8s %8s %8s", "", "median", "min", "max");
    row("article: fp32, Adam.step", result.times().baseline());
    row(
        "fast: %s, %s, fused AdamW"
            .formatted(
                result.arithmetic().precision().label(),
                result.arithmetic().channelsLast() ? "channels-last" : "planes"),
        result.times().signet());
    say(
        "Ratio of the medians: %.2f (%d steps of each)",
        result.times().ratio(), result.times().signet().count());
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
                    100 * millis / result.times().signet().median()));
    say(
        "Roofline: %.0f of %.0f GFLOP/s that a large matrix product reaches here (%.0f %%)",
        result.flopsPerStep() / result.times().signet().median() / 1e6,
        result.matmulFlops() / 1e9,
        100 * result.roofline());
    say("Peak memory of the process, both nets in it: %d MB", result.peakBytes() >> 20);
  }

  private void row(String what, Spread spread) {
    say("%-34s %8.1f %8.1f %8.1f", what, spread.median(), spread.min(), spread.max());
  }
}

package dev.signet.cli.lab;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.ModelConfig;
import dev.signet.lab.TrainingBenchmark;
import dev.signet.lab.TrainingBenchmark.Result;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
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
      answer(result);
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
    BenchOptions.heading(this);
    BenchOptions.row(this, "%8.1f", "article: fp32, Adam.step", result.times().baselineSpreadMs());
    BenchOptions.row(
        this,
        "%8.1f",
        "fast: %s, %s, fused SGD"
            .formatted(
                result.arithmetic().precision().label(),
                result.arithmetic().channelsLast() ? "channels-last" : "planes"),
        result.times().signetSpreadMs());
    say(
        "Ratio of the medians: %.2f (%d steps of each)",
        result.times().ratio(), result.times().signetSpreadMs().count());
    say(
        "Precision: %s, because %s",
        result.arithmetic().precision().label(), result.arithmetic().reason());
    result
        .phasesMs()
        .forEach(
            (phase, millis) ->
                say(
                    "  %-10s %8.1f  %4.1f %%",
                    phase.name().toLowerCase(Locale.ROOT),
                    millis,
                    100 * millis / result.times().signetMs()));
    say(
        "Roofline: %.0f of %.0f GFLOP/s that a large matrix product reaches here (%.0f %%)",
        result.flopsPerStep() / result.times().signetMs() / 1e6,
        result.matmulFlopsPerSecond() / 1e9,
        100 * result.roofline());
    say("Peak memory of the process, both nets in it: %d MB", result.peakBytes() >> 20);
  }
}

package dev.signet.cli;

import dev.signet.config.ComputeConfig;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.data.Batch;
import dev.signet.inference.PredictionBenchmark;
import dev.signet.inference.PredictionBenchmark.Result;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Spread;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench predict}: answering against the trained network as it is. */
@Command(
    name = "predict",
    description =
        "Times prediction, one picture and a batch, against the plain network on the same libtorch.")
final class BenchPredictCommand extends CommandBase {
  @Mixin BenchOptions options = new BenchOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--precision",
      defaultValue = "auto",
      paramLabel = "auto|fp32|bf16",
      completionCandidates = Names.Precisions.class,
      description = "Of the answers; the baseline is fp32 (default: auto).")
  Precision precision = Precision.AUTO;

  @Override
  public Integer call() {
    options.check();
    ModelConfig model = options.model();
    Arithmetic arithmetic =
        Arithmetic.of(ComputeConfig.FAST.withPrecision(precision), deviceOptions.apply());
    StateDict state;
    try (ResNet net = ResNet.create(model, 0)) {
      state = ModelState.of(net);
    }
    Result one = measure(model, state, 1, arithmetic);
    Result many = measure(model, state, options.batchSize, arithmetic);
    if (options.json) {
      Map<String, Object> answer = toMap(many, options.batchSize);
      answer.put("precision", arithmetic.precision().label());
      answer.put("one_picture", toMap(one, 1));
      out().println(Json.write(answer));
      out().flush();
    } else {
      print(model, arithmetic, one, many);
    }
    return 0;
  }

  private Result measure(ModelConfig model, StateDict state, int pictures, Arithmetic arithmetic) {
    Batch batch = options.pictures(pictures);
    return PredictionBenchmark.run(model, state, batch, arithmetic, options.steps);
  }

  private void print(ModelConfig model, Arithmetic arithmetic, Result one, Result many) {
    say(
        "Prediction with %s, pictures of %s, %s, %d threads, libtorch %s; milliseconds",
        model.variant().title(),
        model.input(),
        arithmetic.device(),
        Libtorch.threads(),
        Libtorch.version());
    say("Precision: %s, because %s", arithmetic.precision().label(), arithmetic.reason());
    say("%-34s %8s %8s %8s", "", "median", "min", "max");
    print(one, 1, arithmetic);
    print(many, options.batchSize, arithmetic);
  }

  private void print(Result result, int pictures, Arithmetic arithmetic) {
    String batch = pictures == 1 ? "1 picture" : pictures + " pictures";
    row(batch + ", as trained, fp32", result.times().baseline());
    row(batch + ", folded, " + arithmetic.precision().label(), result.times().signet());
    say(
        "  ratio of the medians %.2f, %.0f pictures/s, same class for %d of %d,"
            + " logits differ by at most %.2g (largest %.2g)",
        result.times().ratio(),
        picturesPerSecond(result, pictures),
        result.sameTop1(),
        pictures,
        result.largestDifference(),
        result.largestLogit());
  }

  private void row(String what, Spread spread) {
    say("%-34s %8.2f %8.2f %8.2f", what, spread.median(), spread.min(), spread.max());
  }

  private static double picturesPerSecond(Result result, int pictures) {
    return pictures / result.times().signet().median() * 1000;
  }

  private static Map<String, Object> toMap(Result result, int pictures) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("batch_size", pictures);
    map.put("baseline_ms", result.times().baseline().median());
    map.put("signet_ms", result.times().signet().median());
    map.put("ratio", result.times().ratio());
    map.put("baseline_spread_ms", result.times().baseline());
    map.put("signet_spread_ms", result.times().signet());
    map.put("pictures_per_second", picturesPerSecond(result, pictures));
    map.put("same_top1", result.sameTop1());
    map.put("largest_logit_difference", result.largestDifference());
    return map;
  }
}

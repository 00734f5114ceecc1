package dev.signet.cli.lab;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.InvalidValueException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Names;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.ComputeConfig;
import dev.signet.config.Labels;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Preprocessing;
import dev.signet.engine.LibtorchEngine;
import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Engine;
import dev.signet.inference.OnnxEngine;
import dev.signet.lab.PredictionBenchmark;
import dev.signet.lab.PredictionBenchmark.Result;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.network.FoldedNet;
import dev.signet.statedict.StateDict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench predict}: answering against the trained network as it is. */
@Command(
    name = "predict",
    description =
        "Times prediction, one picture and a batch, against the plain network on the same"
            + " libtorch.")
public final class BenchPredictCommand extends CommandBase {
  @Mixin BenchOptions options = new BenchOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16",
      completionCandidates = Names.Precisions.class,
      description = "Of the answers; the baseline is fp32 (default: auto).")
  Precision precision = Precision.AUTO;

  @Option(
      names = "--engine",
      paramLabel = "libtorch|onnxruntime",
      description = "What answers; ONNX Runtime does it in fp32 (default: libtorch).")
  EngineName engine = EngineName.LIBTORCH;

  /** What can compute a network. */
  public enum EngineName {
    LIBTORCH,
    ONNXRUNTIME
  }

  @Override
  public Integer call() {
    options.check();
    if (engine == EngineName.ONNXRUNTIME && precision == Precision.BF16) {
      throw new InvalidValueException("--engine onnxruntime has no --precision bf16; use fp32");
    }
    ModelConfig model = options.model();
    ComputeDevice device = deviceOptions.apply();
    Result one;
    Result many;
    String described;
    try (Engine baseline = trained(model, device);
        Engine answering = answering(model, device)) {
      one = PredictionBenchmark.run(baseline, answering, options.pictures(1), options.steps);
      many =
          PredictionBenchmark.run(
              baseline, answering, options.pictures(options.batchSize), options.steps);
      described = answering.describe();
    }
    if (options.json) {
      answer(new Answer(many, numbers(described), Labels.of(engine), one));
    } else {
      print(model, described, one, many);
    }
    return 0;
  }

  /** The answer in JSON. */
  private record Answer(
      @JsonUnwrapped Result batch, String precision, String engine, Result onePicture) {}

  private static StateDict weights(ModelConfig model) {
    try (ResNet net = ResNet.create(model, 0)) {
      return ModelState.of(net);
    }
  }

  private static Engine trained(ModelConfig model, ComputeDevice device) {
    return new TrainedEngine(model, weights(model), Preprocessing.UNIT, device);
  }

  private Engine answering(ModelConfig model, ComputeDevice device) {
    FoldedNet folded = FoldedNet.of(model, weights(model));
    return switch (engine) {
      case LIBTORCH ->
          new LibtorchEngine(
              folded,
              Preprocessing.UNIT,
              Arithmetic.of(ComputeConfig.FAST.withPrecision(precision), device));
      case ONNXRUNTIME ->
          OnnxEngine.of(
              folded, model.input(), Preprocessing.UNIT, deviceOptions.cpuThreads("ONNX Runtime"));
    };
  }

  private void print(ModelConfig model, String described, Result one, Result many) {
    say(
        "Prediction with %s, pictures of %s, device %s, %d threads, libtorch %s; milliseconds",
        model.variant().title(),
        model.input(),
        deviceOptions.device,
        Libtorch.threads(),
        Libtorch.version());
    say("Answers: %s", described);
    String numbers = numbers(described);
    BenchOptions.heading(this);
    print(one, numbers);
    print(many, numbers);
  }

  private void print(Result result, String numbers) {
    String batch = result.batchSize() == 1 ? "1 picture" : result.batchSize() + " pictures";
    BenchOptions.row(
        this, "%8.2f", batch + ", as trained, fp32", result.times().baselineSpreadMs());
    BenchOptions.row(
        this, "%8.2f", batch + ", folded, " + numbers, result.times().signetSpreadMs());
    say(
        "  ratio of the medians %.2f, %.0f pictures/s, same class for %d of %d,"
            + " logits differ by at most %.2g (largest %.2g)",
        result.times().ratio(),
        result.picturesPerSecond(),
        result.sameTop1(),
        result.batchSize(),
        result.largestLogitDifference(),
        result.largestLogit());
  }

  /** {@code fp32} of {@code fp32, ONNX Runtime 1.29.0}. */
  private static String numbers(String described) {
    return described.split("[ ,]", 2)[0];
  }
}

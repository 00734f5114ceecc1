package dev.signet.cli.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.artifact.Assumptions;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.artifact.Provenance;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.EvaluatedPictures;
import dev.signet.config.ComputeConfig;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Preprocessing;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.engine.LibtorchEngine;
import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Classifier;
import dev.signet.inference.Engine;
import dev.signet.inference.OnnxEngine;
import dev.signet.lab.AnswerBenchmark;
import dev.signet.lab.PredictionBenchmark;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.ActivationRanges;
import dev.signet.picture.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench predict}: every way to answer against the trained network as it is. */
@Command(
    name = "predict",
    description = {
      "Times every way to answer, one picture and a batch, against the plain network, in turn.",
      "With --model it also counts how many answers of a data set are those of fp32."
    })
public final class BenchPredictCommand extends CommandBase {
  private static final List<Precision> ANSWERED =
      List.of(Precision.FP32, Precision.BF16, Precision.INT8);

  private static final int ROUNDS = 3;

  @Mixin BenchOptions options = new BenchOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--model",
      paramLabel = "RUN|FILE",
      description = {
        "A trained model in place of random weights; its pictures are answered as 'predict' does,",
        "in fp32, bf16 and int8 (default: none)."
      })
  @Nullable Path path;

  @Mixin EvaluatedPictures evaluated = new EvaluatedPictures();

  @Override
  public Integer call() {
    options.check();
    ComputeDevice device = deviceOptions.apply();
    Optional<OpenedModel> opened =
        Optional.ofNullable(path).map(it -> OpenedModel.open(it, Assumptions.NONE));
    ModelFile file = opened.map(OpenedModel::file).orElseGet(this::random);
    InputSize size = file.manifest().model().input();
    Optional<ImageSource> pictures =
        opened.map(
            it -> evaluated.load(this, Path.of(String.valueOf(path)), it, Optional.of(size)));
    List<PredictionBenchmark.Row> one = times(file, device, first(pictures, 1));
    List<PredictionBenchmark.Row> many = times(file, device, first(pictures, options.batchSize));
    List<AnswerBenchmark.Row> answers =
        pictures.map(it -> answers(file, device, it)).orElse(List.of());
    if (options.json) {
      answer(new Answer(one, many, answers));
    } else {
      print(file.manifest().model(), one, many, answers);
    }
    return 0;
  }

  /** The answer in JSON. */
  private record Answer(
      List<PredictionBenchmark.Row> onePicture,
      List<PredictionBenchmark.Row> batch,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AnswerBenchmark.Row> answers) {}

  private ModelFile random() {
    ModelConfig model = options.model();
    try (ResNet net = ResNet.create(model, 0)) {
      Manifest manifest =
          Manifest.of(model, Preprocessing.UNIT, SyntheticSigns.CLASSES, Provenance.UNKNOWN);
      return new ModelFile(manifest, ModelState.of(net));
    }
  }

  private Batch first(Optional<ImageSource> pictures, int count) {
    return pictures
        .map(it -> it.batch(IntStream.range(0, Math.min(count, it.size())).toArray()))
        .orElseGet(() -> options.pictures(count));
  }

  private List<PredictionBenchmark.Row> times(ModelFile file, ComputeDevice device, Batch batch) {
    List<Engine> engines = new ArrayList<>();
    try {
      engines.add(
          new TrainedEngine(
              file.manifest().model(), file.state(), file.manifest().preprocessing(), device));
      engines.addAll(answering(file, device, batch));
      return PredictionBenchmark.run(engines, batch, options.steps);
    } finally {
      engines.forEach(Engine::close);
    }
  }

  private List<Engine> answering(ModelFile file, ComputeDevice device, Batch batch) {
    FoldedNet folded = file.toFoldedNet();
    Preprocessing preprocessing = file.manifest().preprocessing();
    Arithmetic fastest = Arithmetic.of(ComputeConfig.FAST, device);
    List<Engine> engines = new ArrayList<>();
    engines.add(new LibtorchEngine(folded, preprocessing, fastest));
    if (device.type() == ComputeDevice.Type.CPU) {
      int threads = deviceOptions.cpuThreads("ONNX Runtime");
      engines.add(OnnxEngine.of(folded, file.manifest().model().input(), preprocessing, threads));
      engines.add(
          file.manifest().int8().isPresent()
              ? OnnxEngine.int8(folded, file.manifest(), threads)
              : OnnxEngine.int8(
                  folded,
                  file.manifest(),
                  ActivationRanges.measure(folded, file.manifest(), List.of(batch)),
                  0,
                  threads));
    }
    return engines;
  }

  /**
   * As {@code predict} answers: in int8 only on a processor, if the model was made ready for it.
   */
  private List<AnswerBenchmark.Row> answers(
      ModelFile file, ComputeDevice device, ImageSource pictures) {
    boolean int8 = file.manifest().int8().isPresent() && device.type() == ComputeDevice.Type.CPU;
    List<Classifier> classifiers = new ArrayList<>();
    try {
      for (Precision precision : ANSWERED) {
        if (precision != Precision.INT8 || int8) {
          PredictionConfig config = PredictionConfig.DEFAULT.withPrecision(precision);
          classifiers.add(Classifier.of(file, deviceOptions.apply(config)));
        }
      }
      return AnswerBenchmark.run(classifiers, pictures, options.batchSize, ROUNDS);
    } finally {
      classifiers.forEach(Classifier::close);
    }
  }

  private void print(
      ModelConfig model,
      List<PredictionBenchmark.Row> one,
      List<PredictionBenchmark.Row> many,
      List<AnswerBenchmark.Row> answers) {
    say(
        "Prediction with %s, pictures of %s, device %s, %d threads, libtorch %s; milliseconds",
        model.variant().title(),
        model.input(),
        deviceOptions.device,
        Libtorch.threads(),
        Libtorch.version());
    BenchOptions.heading(this);
    one.forEach(this::print);
    many.forEach(this::print);
    answers.forEach(this::print);
  }

  private void print(PredictionBenchmark.Row row) {
    String batch = row.batchSize() == 1 ? "1 picture" : row.batchSize() + " pictures";
    BenchOptions.row(this, "%8.2f", batch + ", " + row.engine(), row.ms());
    say(
        "  %.2f times faster, %.0f pictures/s, same class for %d of %d,"
            + " logits differ by at most %.2g (largest %.2g)",
        row.ratio(),
        row.picturesPerSecond(),
        row.sameTop1(),
        row.batchSize(),
        row.largestLogitDifference(),
        row.largestLogit());
  }

  private void print(AnswerBenchmark.Row row) {
    say(
        "Answers in %s: %d of %d as in fp32 (95%% interval %.2f%% to %.2f%%), %d computed again,"
            + " %d right",
        row.engine(),
        row.same(),
        row.pictures(),
        row.interval().low() * 100,
        row.interval().high() * 100,
        row.askedAgain(),
        row.right());
    say(
        "  probabilities differ by %.4f in the mean, %.4f at most; %.0f pictures/s (%.0f to %.0f)",
        row.meanDifference(),
        row.largestDifference(),
        row.picturesPerSecond().median(),
        row.picturesPerSecond().min(),
        row.picturesPerSecond().max());
  }
}

package dev.signet.inference;

import dev.signet.artifact.Assumptions;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.config.ComputeConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Preprocessing;
import dev.signet.data.Batch;
import dev.signet.data.ImageDataset;
import dev.signet.data.ImageDecoder;
import dev.signet.data.ImageSize;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.FoldedNet;
import dev.signet.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that answers: in evaluation mode, its batch norms folded into the convolutions,
 * without gradients. It owns the network: {@link #close} frees it. Safe for use by many threads;
 * whoever closes it sees to it that none is using it any more.
 */
public final class Classifier implements AutoCloseable {
  /**
   * Answers in bf16 whose first two probabilities are closer are computed again in fp32. Rounding
   * moved the probabilities of ResNet-34 on 1,080 photos by 0.03 at most.
   */
  private static final double CLOSE = 0.15;

  /** Said of a calibrated model where mirror images are averaged. */
  public static final String MIRRORS =
      "temperature and threshold were fitted without mirror images (--flip-average): its"
          + " probabilities are not calibrated now, and 'unknown' may come more often";

  private final Manifest manifest;
  private final Judge judge;
  private final ImageDecoder decoder;
  private final Engine engine;
  private final Optional<Supplier<Engine>> exact; // decides where the engine's rounding might
  private @Nullable Engine exactEngine; // guarded by this; made when a close answer asks for it
  private final boolean flipAverage;
  private final boolean logitsOnly;

  private Classifier(
      Manifest manifest, Engine engine, Optional<Supplier<Engine>> exact, boolean flipAverage) {
    this(manifest, engine, exact, flipAverage, false);
  }

  private Classifier(
      Manifest manifest,
      Engine engine,
      Optional<Supplier<Engine>> exact,
      boolean flipAverage,
      boolean logitsOnly) {
    this.manifest = manifest;
    judge = new Judge(manifest);
    this.engine = engine;
    this.exact = exact;
    this.flipAverage = flipAverage;
    this.logitsOnly = logitsOnly;
    InputSize size = manifest.model().input();
    decoder = new ImageDecoder(new ImageSize(size.height(), size.width()));
  }

  /**
   * Opens a model on the best device there is, in the precision that is fastest there.
   *
   * @param model a run's folder, a model file, or weights of PyTorch or safetensors: where they
   *     have no manifest, classes are called 0, 1, ... and pictures are 64 x 64 pixels; or an ONNX
   *     file ({@code .onnx}), which ONNX Runtime computes
   */
  public static Classifier open(Path model) {
    if (OnnxFile.isNamedSo(model)) {
      return openOnnx(model, 0, false);
    }
    return open(model, ComputeDevice.choose("auto"), Precision.AUTO);
  }

  /**
   * Opens a model on a device.
   *
   * @param precision of the arithmetic: in fp32 the logits are the trained network's but for
   *     rounding (1e-3); in bf16 they have two to three digits and come in less than half of the
   *     time, and where the first two classes are close, fp32 decides
   */
  public static Classifier open(Path model, ComputeDevice device, Precision precision) {
    ModelFile file = OpenedModel.open(model, Assumptions.NONE).file();
    PredictionConfig config = PredictionConfig.DEFAULT.withPrecision(precision);
    return of(file.manifest(), file.toFoldedNet(), device, config);
  }

  /**
   * A classifier of a network that was read and folded already: neither needs libtorch, so both can
   * be done while it is being loaded.
   */
  public static Classifier of(
      Manifest manifest, FoldedNet folded, ComputeDevice device, PredictionConfig config) {
    Arithmetic chosen = Arithmetic.of(ComputeConfig.FAST.withPrecision(config.precision()), device);
    Preprocessing preprocessing = manifest.preprocessing();
    FoldedNet net = withFeatures(manifest, folded);
    Engine engine = new LibtorchEngine(net, preprocessing, chosen);
    if (!chosen.bf16()) {
      return new Classifier(manifest, engine, Optional.empty(), config.flipAverage());
    }
    Arithmetic fp32 = Arithmetic.of(ComputeConfig.FAST.withPrecision(Precision.FP32), device);
    return new Classifier(
        manifest,
        engine,
        Optional.of(() -> new LibtorchEngine(net, preprocessing, fp32)),
        config.flipAverage());
  }

  /**
   * A classifier in fp32 on ONNX Runtime, on the CPU: libtorch is not needed. It starts in half the
   * time.
   *
   * @param threads to compute with; 0 is one a core
   * @param flipAverage as in {@link PredictionConfig}
   */
  public static Classifier withOnnxRuntime(
      Manifest manifest, FoldedNet folded, int threads, boolean flipAverage) {
    FoldedNet net = withFeatures(manifest, folded);
    Engine engine = OnnxEngine.of(net, manifest.model().input(), manifest.preprocessing(), threads);
    return new Classifier(manifest, engine, Optional.empty(), flipAverage);
  }

  /**
   * Opens an exported file on ONNX Runtime.
   *
   * @param file that {@code signet export --to onnx} wrote
   * @param threads to compute with; 0 is one a core
   * @param flipAverage as in {@link PredictionConfig}
   */
  public static Classifier openOnnx(Path file, int threads, boolean flipAverage) {
    OnnxFile opened = OnnxFile.open(file, threads);
    Manifest manifest = opened.manifest();
    Engine engine = new OnnxEngine(opened.session(), manifest.preprocessing(), opened.numbers());
    return new Classifier(manifest, engine, Optional.empty(), flipAverage, true);
  }

  /** The novelty limit, where there is one, is about what the last layer sees. */
  private static FoldedNet withFeatures(Manifest manifest, FoldedNet folded) {
    return new Judge(manifest).needsFeatures() ? folded.withFeatures() : folded;
  }

  /** Precision and engine, and why so: one clause for people. */
  public String arithmetic() {
    return engine.describe();
  }

  /**
   * What does not hold of the model's confidence when it answers in this way: sentences for people;
   * none if it was not calibrated.
   */
  public List<String> caveats() {
    List<String> caveats = new ArrayList<>();
    if (logitsOnly && judge.needsFeatures()) {
      caveats.add(
          "its outputs are logits alone, so its novelty limit has no effect: pictures unlike the"
              + " training pictures are answered like others");
    }
    if (flipAverage && manifest.confidence().isPresent()) {
      caveats.add(MIRRORS);
    }
    return caveats;
  }

  /** What the model was trained for and on. */
  public Manifest manifest() {
    return manifest;
  }

  /** What the network says of a picture file, resized to the network's input. */
  public Prediction predict(Path picture) {
    return predict(List.of(decode(picture))).get(0);
  }

  /** What makes pictures of the network's input size of files. */
  public ImageDecoder decoder() {
    return decoder;
  }

  /** A picture file's pixels, resized to the network's input: {@code [height, width, 3]} bytes. */
  public byte[] decode(Path picture) {
    return decoder.decode(picture);
  }

  /**
   * What the network says of pictures that have its input size.
   *
   * @param pictures {@code [height, width, 3]} bytes each; they go through the network together
   */
  public List<Prediction> predict(List<byte[]> pictures) {
    List<Prediction> predictions = new ArrayList<>(answers(engine, pictures));
    exact.ifPresent(supplier -> decideCloseOnes(supplier, pictures, predictions));
    return predictions;
  }

  /** Where rounding to bf16 could have changed the order of the first two, fp32 decides. */
  private void decideCloseOnes(
      Supplier<Engine> supplier, List<byte[]> pictures, List<Prediction> predictions) {
    int[] close =
        IntStream.range(0, predictions.size())
            .filter(i -> predictions.get(i).lead() < CLOSE)
            .toArray();
    if (close.length == 0) {
      return;
    }
    List<byte[]> again = Arrays.stream(close).mapToObj(pictures::get).toList();
    List<Prediction> decided = answers(exactEngine(supplier), again);
    IntStream.range(0, close.length).forEach(i -> predictions.set(close[i], decided.get(i)));
  }

  private synchronized Engine exactEngine(Supplier<Engine> supplier) {
    if (exactEngine == null) {
      exactEngine = supplier.get();
    }
    return exactEngine;
  }

  private List<Prediction> answers(Engine by, List<byte[]> pictures) {
    List<float[]> numbers = numbers(by, pictures);
    if (flipAverage) {
      List<float[]> mirrored = numbers(by, pictures.stream().map(this::mirrored).toList());
      IntStream.range(0, numbers.size())
          .forEach(i -> judge.average(numbers.get(i), mirrored.get(i)));
    }
    return numbers.stream().map(judge::predict).toList();
  }

  /** The picture with left and right exchanged: {@code [height, width, 3]} bytes. */
  private byte[] mirrored(byte[] pixels) {
    int pixel = ImageDataset.CHANNELS;
    int width = decoder.size().width();
    byte[] result = new byte[pixels.length];
    for (int at = 0; at + pixel <= pixels.length; at += pixel) {
      int column = at / pixel % width;
      System.arraycopy(pixels, at, result, at + (width - 1 - 2 * column) * pixel, pixel);
    }
    return result;
  }

  /** For each picture its logits, and behind them its features if the engine has them. */
  private List<float[]> numbers(Engine by, List<byte[]> pictures) {
    if (pictures.isEmpty()) {
      return List.of();
    }
    float[] all = by.logits(Batch.unlabelled(pictures, decoder.size()));
    int width = all.length / pictures.size();
    return IntStream.range(0, pictures.size())
        .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
        .toList();
  }

  @Override
  public synchronized void close() {
    engine.close();
    if (exactEngine != null) {
      exactEngine.close();
    }
  }
}

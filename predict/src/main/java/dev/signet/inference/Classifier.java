package dev.signet.inference;

import dev.signet.SignetException;
import dev.signet.artifact.Assumptions;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.config.PredictionConfig;
import dev.signet.inference.EngineChoice.Answering;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.OnnxFile;
import dev.signet.picture.Batch;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that answers: in evaluation mode, its batch norms folded into the convolutions,
 * without gradients. It owns the network: {@link #close} frees it. Safe for use by many threads;
 * whoever closes it sees to it that none is using it any more.
 */
public final class Classifier implements AutoCloseable {
  /** Said of a calibrated model where mirror images are averaged. */
  public static final String MIRRORS =
      "temperature and threshold were fitted without mirror images (--flip-average): its"
          + " probabilities are not calibrated now, and 'unknown' may come more often";

  private static final String LOGITS_ALONE =
      "its outputs are logits alone, so its novelty limit has no effect: pictures unlike the"
          + " training pictures are answered like others";

  private final Manifest manifest;
  private final PredictionRule rule;
  private final ImageDecoder decoder;
  private final Engine engine;
  private final Optional<Supplier<Engine>> exact; // decides where the engine's rounding might
  private @Nullable Engine exactEngine; // guarded by this; made when a close answer asks for it
  private final boolean flipAverage;
  private final List<String> remarks;
  private final Optional<String> remark; // on the engine
  private final LongAdder again = new LongAdder();

  private Classifier(
      Manifest manifest, Answering answering, boolean flipAverage, List<String> remarks) {
    this.manifest = manifest;
    rule = new PredictionRule(manifest);
    engine = answering.engine();
    exact = answering.exact();
    remark = answering.remark();
    this.flipAverage = flipAverage;
    this.remarks = Stream.concat(remarks.stream(), answering.problem().stream()).toList();
    decoder =
        new ImageDecoder(Framing.of(manifest.model().input(), manifest.preprocessing().fit()));
  }

  /**
   * Opens a model for as many pictures as may come, on the best device there is, in the precision
   * that is fastest there.
   *
   * @param model a run's folder, a model file, or weights of PyTorch or safetensors: where they
   *     have no manifest, classes are called 0, 1, ... and pictures are 64 x 64 pixels; or an ONNX
   *     file ({@code .onnx}), which ONNX Runtime computes
   */
  public static Classifier open(Path model) {
    return open(model, PredictionConfig.DEFAULT);
  }

  /** Opens a model, as {@link #open(Path)} does, to answer in the way that is asked for. */
  public static Classifier open(Path model, PredictionConfig config) {
    if (OnnxFile.isNamedSo(model)) {
      return openOnnx(model, config.threads(), config.flipAverage());
    }
    EngineChoice choice = EngineChoice.begin(config);
    OpenedModel opened = OpenedModel.open(model, Assumptions.NONE);
    return of(opened.file(), choice, opened.remarks());
  }

  /** A classifier of a model that was read already. */
  public static Classifier of(ModelFile model, PredictionConfig config) {
    return of(model, EngineChoice.begin(config));
  }

  /** A classifier of a model that was read while its engine was loading. */
  public static Classifier of(ModelFile model, EngineChoice choice) {
    return of(model, choice, List.of());
  }

  private static Classifier of(ModelFile model, EngineChoice choice, List<String> assumed) {
    ImageDecoder.prepare();
    Manifest manifest = model.manifest();
    FoldedNet net = withFeatures(manifest, model.toFoldedNet());
    return new Classifier(
        manifest, choice.open(net, manifest), choice.config().flipAverage(), assumed);
  }

  /**
   * A classifier in fp32 on ONNX Runtime, on the CPU, whatever else there is.
   *
   * @param threads to compute with; 0 is one a core
   * @param flipAverage as in {@link PredictionConfig}
   */
  public static Classifier withOnnxRuntime(ModelFile model, int threads, boolean flipAverage) {
    Manifest manifest = model.manifest();
    FoldedNet net = withFeatures(manifest, model.toFoldedNet());
    Engine engine = OnnxEngine.of(net, manifest.model().input(), manifest.preprocessing(), threads);
    return new Classifier(manifest, Answering.by(engine), flipAverage, List.of());
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
    List<String> remarks =
        new PredictionRule(manifest).needsFeatures() ? List.of(LOGITS_ALONE) : List.of();
    return new Classifier(manifest, Answering.by(engine), flipAverage, remarks);
  }

  /** The novelty limit, where there is one, is about what the last layer sees. */
  private static FoldedNet withFeatures(Manifest manifest, FoldedNet folded) {
    return new PredictionRule(manifest).needsFeatures() ? folded.withFeatures() : folded;
  }

  /** What computes the answers, one word for programs: {@code onnxruntime} or {@code libtorch}. */
  public String runtime() {
    return engine.runtime();
  }

  /** Precision and engine, and why so: one clause for people. */
  public String arithmetic() {
    return engine.describe() + remark.map("; not int8: "::concat).orElse("");
  }

  /** How many pictures were computed again in fp32 so far, because rounding might have decided. */
  public long askedAgain() {
    return again.sum();
  }

  /**
   * What its user should know: what was assumed of weights without a manifest, which engine is
   * missed, and what does not hold of the model's confidence when it answers in this way. Sentences
   * for people.
   */
  public List<String> caveats() {
    List<String> caveats = new ArrayList<>(remarks);
    if (flipAverage && manifest.confidence().isPresent()) {
      caveats.add(MIRRORS);
    }
    return caveats;
  }

  /** What the model was trained for and on. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * What the network says of a picture file, brought to the network's input as its training
   * pictures were.
   */
  public Prediction predict(Path picture) {
    return predict(Picture.of(picture));
  }

  /**
   * What the network says of a picture, brought to the network's input as its training pictures
   * were.
   */
  public Prediction predict(Picture picture) {
    return predict(List.of(picture)).get(0);
  }

  /**
   * What the network says of pictures, which go through it together.
   *
   * @throws SignetException if one of them cannot be read
   */
  public List<Prediction> predict(List<Picture> pictures) {
    return predictPixels(pictures.stream().map(picture -> picture.pixels(decoder)).toList());
  }

  /** What makes pictures of the network's input size of files. */
  public ImageDecoder decoder() {
    return decoder;
  }

  /** A picture file's pixels, brought to the network's input: {@code [height, width, 3]} bytes. */
  public byte[] decode(Path picture) {
    return decoder.decode(picture);
  }

  /**
   * What the network says of pictures that have its input size.
   *
   * @param pictures {@code [height, width, 3]} bytes each; they go through the network together
   * @throws SignetException if an answer is not a number, which no sound network gives
   */
  public List<Prediction> predictPixels(List<byte[]> pictures) {
    return outputs(pictures).stream().map(rule::predict).toList();
  }

  /**
   * The numbers that it answers by: for each picture its logits and, where the model knows novelty,
   * its features behind them.
   *
   * @param pictures {@code [height, width, 3]} bytes each; they go through the network together
   * @throws SignetException if one is not a number, which no sound network gives
   */
  public List<float[]> outputs(List<byte[]> pictures) {
    List<float[]> numbers = new ArrayList<>(answers(engine, pictures));
    exact.ifPresent(supplier -> settle(supplier, pictures, numbers));
    return numbers;
  }

  /** Where rounding could have made the answer, fp32 decides. */
  private void settle(Supplier<Engine> supplier, List<byte[]> pictures, List<float[]> numbers) {
    int[] open =
        IntStream.range(0, numbers.size()).filter(i -> !isSettled(numbers.get(i))).toArray();
    if (open.length == 0) {
      return;
    }
    again.add(open.length);
    List<byte[]> asked = Arrays.stream(open).mapToObj(pictures::get).toList();
    List<float[]> decided = answers(exactEngine(supplier), asked);
    IntStream.range(0, open.length).forEach(i -> numbers.set(open[i], decided.get(i)));
  }

  private boolean isSettled(float[] numbers) {
    return rule.isSettled(rule.predict(numbers), numbers, engine.rounding());
  }

  private synchronized Engine exactEngine(Supplier<Engine> supplier) {
    if (exactEngine == null) {
      exactEngine = supplier.get();
    }
    return exactEngine;
  }

  private List<float[]> answers(Engine by, List<byte[]> pictures) {
    List<float[]> numbers = numbers(by, pictures);
    if (flipAverage) {
      List<float[]> mirrored = numbers(by, pictures.stream().map(this::mirrored).toList());
      IntStream.range(0, numbers.size())
          .forEach(i -> rule.average(numbers.get(i), mirrored.get(i)));
    }
    return numbers;
  }

  /** The picture with left and right exchanged: {@code [height, width, 3]} bytes. */
  private byte[] mirrored(byte[] pixels) {
    int pixel = ImageSize.CHANNELS;
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
    for (float number : all) {
      if (!Float.isFinite(number)) {
        throw new SignetException(
            "the network's answer is %s, not a number: its weights overflow, or a variance is negative"
                .formatted(number));
      }
    }
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

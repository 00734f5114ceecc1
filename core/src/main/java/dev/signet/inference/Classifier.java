package dev.signet.inference;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.config.ComputeConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Precision;
import dev.signet.data.Batch;
import dev.signet.data.ImageDecoder;
import dev.signet.data.ImageSize;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.FoldedNet;
import dev.signet.model.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that answers: in evaluation mode, its batch norms folded into the convolutions,
 * without gradients. It owns the network: {@link #close} frees it. Not safe for use by several
 * threads.
 */
public final class Classifier implements AutoCloseable {
  /**
   * Answers in bf16 whose first two probabilities are closer are computed again in fp32. Rounding
   * moved the probabilities of ResNet-34 on 1,080 photos by 0.03 at most.
   */
  private static final double CLOSE = 0.15;

  private final Manifest manifest;
  private final FoldedNet folded;
  private final FrozenNet net;
  private final Inputs exactInputs;
  private @Nullable FrozenNet exactNet; // made when the first close answer asks for it
  private final Inputs inputs;
  private final ImageDecoder decoder;

  private Classifier(Manifest manifest, FoldedNet folded, Arithmetic arithmetic) {
    this.manifest = manifest;
    this.folded = folded;
    net = FrozenNet.of(folded, arithmetic);
    InputSize size = manifest.model().input();
    decoder = new ImageDecoder(new ImageSize(size.height(), size.width()));
    inputs = new Inputs(manifest.preprocessing(), arithmetic);
    exactInputs =
        new Inputs(
            manifest.preprocessing(),
            Arithmetic.of(ComputeConfig.FAST.withPrecision(Precision.FP32), arithmetic.device()));
  }

  /**
   * Opens a model on the best device there is, in the precision that is fastest there.
   *
   * @param model a model file, or the folder of the run that wrote it
   */
  public static Classifier open(Path model) {
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
    ModelFile file = ModelFile.read(model);
    return of(file.manifest(), file.toFoldedNet(), device, precision);
  }

  /**
   * A classifier of a network that was read and folded already: neither needs libtorch, so both can
   * be done while it is being loaded.
   */
  public static Classifier of(
      Manifest manifest, FoldedNet folded, ComputeDevice device, Precision precision) {
    Arithmetic arithmetic = Arithmetic.of(ComputeConfig.FAST.withPrecision(precision), device);
    return new Classifier(manifest, folded, arithmetic);
  }

  /** How the network computes, and why so. */
  public Arithmetic arithmetic() {
    return inputs.arithmetic();
  }

  /** What the model was trained for and on. */
  public Manifest manifest() {
    return manifest;
  }

  /** What the network says of a picture file, resized to the network's input. */
  public Prediction predict(Path picture) {
    return predict(List.of(decode(picture))).get(0);
  }

  /**
   * A picture file's pixels, resized to the network's input: {@code [height, width, 3]} bytes. Safe
   * for use by many threads.
   */
  public byte[] decode(Path picture) {
    return decoder.decode(picture);
  }

  /**
   * What the network says of pictures that have its input size.
   *
   * @param pictures {@code [height, width, 3]} bytes each; they go through the network together
   */
  public List<Prediction> predict(List<byte[]> pictures) {
    List<Prediction> predictions = new ArrayList<>(answers(net, inputs, pictures));
    if (inputs.arithmetic().bf16()) {
      decideCloseOnes(pictures, predictions);
    }
    return predictions;
  }

  /** Where rounding to bf16 could have changed the order of the first two, fp32 decides. */
  private void decideCloseOnes(List<byte[]> pictures, List<Prediction> predictions) {
    int[] close =
        IntStream.range(0, predictions.size())
            .filter(i -> predictions.get(i).lead() < CLOSE)
            .toArray();
    if (close.length == 0) {
      return;
    }
    if (exactNet == null) {
      exactNet = FrozenNet.of(folded, exactInputs.arithmetic());
    }
    List<byte[]> again = Arrays.stream(close).mapToObj(pictures::get).toList();
    List<Prediction> exact = answers(exactNet, exactInputs, again);
    IntStream.range(0, close.length).forEach(i -> predictions.set(close[i], exact.get(i)));
  }

  private List<Prediction> answers(FrozenNet frozen, Inputs way, List<byte[]> pictures) {
    Batch batch = Batch.unlabelled(pictures, decoder.size());
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor logits = frozen.forward(way.images(batch)); // [n, classes]
      float[] probabilities = Tensors.floats(torch.softmax(logits, 1)); // [n, classes]
      List<Prediction> predictions = new ArrayList<>(pictures.size());
      for (int i = 0; i < pictures.size(); i++) {
        predictions.add(prediction(probabilities, i * manifest.classes().size()));
      }
      return predictions;
    }
  }

  private Prediction prediction(float[] probabilities, int offset) {
    List<String> classes = manifest.classes();
    List<ClassProbability> ranking = new ArrayList<>(classes.size());
    for (int i = 0; i < classes.size(); i++) {
      ranking.add(new ClassProbability(classes.get(i), i, probabilities[offset + i]));
    }
    ranking.sort(Comparator.comparingDouble(ClassProbability::probability).reversed());
    return new Prediction(ranking);
  }

  @Override
  public void close() {
    net.close();
    if (exactNet != null) {
      exactNet.close();
    }
  }
}

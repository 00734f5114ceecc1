package dev.signet.explain;

import dev.signet.Text;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Halves;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Grad-CAM (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
 * Localization", 2017): the channels that leave a stage, each weighted by the mean gradient of the
 * class's logit with respect to it, summed up, and what is below zero cut off.
 *
 * <p>The network is used in evaluation mode, which is put back, in fp32; no gradient of its
 * parameters is touched. Not safe for use by several threads. Made from a model file it owns a
 * network, which {@link #close} frees; a network that it was given stays the caller's.
 */
public final class GradCam implements Explainer, AutoCloseable {
  /**
   * For 64 x 64 pixels. Of the four it finds best the pixels without which the class is lost:
   * docs/decisions has the figures.
   */
  public static final CamLayer DEFAULT_LAYER = CamLayer.CONV3;

  private static final long[] SPACE = {2, 3};

  private final ResNet net;
  private final Inputs inputs;
  private final CamLayer layer;
  private final boolean owned;

  private GradCam(ResNet net, Inputs inputs, CamLayer layer, boolean owned) {
    layer.requireIn(net.config().variant());
    this.net = net;
    this.inputs = inputs;
    this.layer = layer;
    this.owned = owned;
  }

  /**
   * Explains a network of the caller's, which must outlive it.
   *
   * @throws dev.signet.InvalidValueException if the network has no such stage
   */
  public static GradCam of(ResNet net, Inputs inputs, CamLayer layer) {
    return new GradCam(net, inputs, layer, false);
  }

  /** Explains the network of a model file. */
  public static GradCam of(ModelFile file, ComputeDevice device, CamLayer layer) {
    layer.requireIn(file.manifest().model().variant());
    Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(device));
    return new GradCam(Networks.open(file, device), inputs, layer, true);
  }

  /** The stage that is looked at. */
  public CamLayer layer() {
    return layer;
  }

  /**
   * What in each picture speaks for its class. The pictures go through the network together.
   *
   * @param pictures {@code [height, width, 3]} bytes each, of the network's input size
   * @param classes for each picture a class's place among the logits
   */
  @Override
  public List<Heatmap> heatmaps(List<byte[]> pictures, int[] classes) {
    requireClasses(pictures.size(), classes);
    InputSize input = net.config().input();
    Batch batch = Batch.unlabelled(pictures, new ImageSize(input.height(), input.width()));
    boolean wasTraining = net.module().is_training();
    net.module().eval();
    try (PointerScope scope = new PointerScope()) {
      Tensor features = features(batch); // [n, c, h, w]
      Tensor maps = maps(features, classes); // [n, h, w]
      return split(Tensors.floats(maps), (int) maps.size(1), (int) maps.size(2));
    } finally {
      net.module().train(wasTraining);
    }
  }

  /** What leaves the stage; only the rest of the network needs to remember its way back. */
  private Tensor features(Batch batch) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      return halves().bottom(inputs.images(batch)).contiguous();
    }
  }

  private Halves halves() {
    return new Halves(net, layer.stage());
  }

  private Tensor maps(Tensor features, int[] classes) {
    features.set_requires_grad(true);
    Tensor labels = Tensors.labels(Arrays.stream(classes).asLongStream().toArray());
    Tensor logits = halves().top(features); // [n, classes]
    Tensor chosen = logits.gather(1, labels.to(logits.device(), ScalarType.Long).unsqueeze(1));
    TensorVector gradients = torch.grad(new TensorVector(chosen.sum()), new TensorVector(features));
    Tensor weights = gradients.get(0).mean(SPACE, true, new ScalarTypeOptional()); // [n, c, 1, 1]
    return torch.relu(weights.mul(features.detach()).sum(1)); // [n, h, w]
  }

  private static List<Heatmap> split(float[] values, int rows, int columns) {
    List<Heatmap> heatmaps = new ArrayList<>();
    for (int from = 0; from < values.length; from += rows * columns) {
      heatmaps.add(
          new Heatmap(rows, columns, Arrays.copyOfRange(values, from, from + rows * columns)));
    }
    return heatmaps;
  }

  private void requireClasses(int pictures, int[] classes) {
    if (pictures == 0 || classes.length != pictures) {
      throw new IllegalArgumentException(
          Text.of(
              "%d pictures need as many classes, at least one, but have %d",
              pictures, classes.length));
    }
    int known = net.config().classes();
    for (int classIndex : classes) {
      if (classIndex < 0 || classIndex >= known) {
        throw new IllegalArgumentException(
            Text.of("a class must be 0 to %d but was %d", known - 1, classIndex));
      }
    }
  }

  @Override
  public void close() {
    if (owned) {
      net.close();
    }
  }
}

package dev.signet.model;

import dev.signet.config.Preprocessing;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The way from a batch's bytes to the network's input: NHWC to NCHW, {@code (byte / 255 - mean) /
 * std}. Safe for use by many threads; the tensors belong to the caller's scope.
 */
public final class Inputs {
  private final Preprocessing preprocessing;
  private final Arithmetic arithmetic;
  private final double scale;

  /** Inputs for a network that computes so. */
  public Inputs(Preprocessing preprocessing, Arithmetic arithmetic) {
    this(preprocessing, arithmetic, 1);
  }

  private Inputs(Preprocessing preprocessing, Arithmetic arithmetic, double scale) {
    this.preprocessing = preprocessing;
    this.arithmetic = arithmetic;
    this.scale = scale;
  }

  /** The same, of pictures that are made this share of their height and width. */
  public Inputs at(double share) {
    return new Inputs(preprocessing, arithmetic, share);
  }

  /** How the network that these inputs are for computes. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /** The batch's pictures: {@code [n, 3, h, w]} float. */
  public Tensor images(Batch batch) {
    return images(batch, UnaryOperator.identity());
  }

  /**
   * The batch's pictures, changed on the way.
   *
   * @param change is given the pictures in [0, 1], before mean and standard deviation: {@code [n,
   *     3, h, w]}; it may change height and width
   */
  public Tensor images(Batch batch, UnaryOperator<Tensor> change) {
    ImageSize size = batch.size();
    Tensor bytes =
        Tensors.over(
            batch.images(), ScalarType.Byte, batch.count(), size.height(), size.width(), 3);
    Tensor unit = onDevice(bytes).permute(0, 3, 1, 2).to(ScalarType.Float).div_(new Scalar(255.0));
    Tensor images = arithmetic.arrange(change.apply(resized(unit))); // [n, 3, h, w]
    if (preprocessing.isUnit()) {
      return images;
    }
    return images.sub_(perChannel(preprocessing.mean())).div_(perChannel(preprocessing.std()));
  }

  private Tensor resized(Tensor images) {
    long height = Math.round(images.size(2) * scale);
    long width = Math.round(images.size(3) * scale);
    return height == images.size(2) && width == images.size(3)
        ? images
        : torch.upsample_bilinear2d(images, new long[] {height, width}, false);
  }

  /** The batch's labels: {@code [n]} int64. */
  public Tensor labels(Batch batch) {
    return onDevice(Tensors.labels(batch.labels()));
  }

  private Tensor onDevice(Tensor tensor) {
    if (arithmetic.device().type() == ComputeDevice.Type.CPU) {
      return tensor;
    }
    Device target = arithmetic.device().toTorch();
    return tensor.to(target, tensor.scalar_type());
  }

  private Tensor perChannel(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return onDevice(Tensors.floats(floats, 1, floats.length, 1, 1));
  }
}

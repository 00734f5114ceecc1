package dev.signet.model;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The layers that the networks are made of, with PyTorch's initial weights. */
public final class Convolutions {
  private Convolutions() {}

  /** Keeps height and width at stride 1, halves them at stride 2. */
  public static Conv2dImpl conv3x3(int in, int out, int stride, boolean bias) {
    return conv(in, out, 3, stride, bias);
  }

  /** Changes the number of channels, and at stride 2 halves height and width. */
  public static Conv2dImpl conv1x1(int in, int out, int stride, boolean bias) {
    return conv(in, out, 1, stride, bias);
  }

  /** A square kernel with the padding that keeps height and width at stride 1. */
  public static Conv2dImpl conv(int in, int out, int kernel, int stride, boolean bias) {
    Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(kernel, kernel));
    options.stride().put(new LongPointer(stride, stride));
    long padding = kernel / 2;
    options.padding().put(new LongPointer(padding, padding));
    options.bias().put(bias);
    return new Conv2dImpl(options);
  }

  /**
   * The convolution of pictures of any size. Over few pixels it is unfolded where that is faster;
   * else, over pictures one pixel wide, libtorch 2.10 leaves the bf16 gradient of a stride-2 weight
   * unwritten, whatever was in memory; there stride 1 across is the same convolution.
   */
  public static Tensor apply(Conv2dImpl conv, Tensor x) {
    if (UnfoldedConvolution.suits(conv, x)) {
      return UnfoldedConvolution.apply(conv, x);
    }
    long stride = conv.options().stride().get(0);
    if (x.size(3) > 1 || stride == 1) {
      return conv.forward(x);
    }
    long padding = conv.weight().size(2) / 2;
    Tensor bias = conv.bias();
    return torch.conv2d(
        x,
        conv.weight(),
        bias.defined() ? new TensorOptional(bias) : new TensorOptional(),
        new long[] {stride, 1},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  public static BatchNorm2dImpl batchNorm(int channels) {
    return new BatchNorm2dImpl(new BatchNormOptions(channels));
  }
}

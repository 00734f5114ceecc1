package dev.signet.libtorch;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The layers that the networks are made of, with PyTorch's initial weights. */
public final class Convolutions {
  /**
   * oneDNN's blocks hold 8 channels with AVX2 and 16 with AVX-512. With a whole block and more its
   * gradient stays within its buffer (docs/architecture.md).
   */
  private static final int CHANNEL_BLOCK = 16;

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
   * The convolution of pictures of any size. Over few pixels it is unfolded where that is faster.
   * Two faults of libtorch 2.10 are walked around, each by a convolution with the same result:
   *
   * <ul>
   *   <li>The weight gradient of a 1x1 kernel that strides over few channels writes beyond its
   *       buffer; here the pixels that it sees are taken first.
   *   <li>Over pictures one pixel wide the bf16 gradient of a stride-2 weight is left unwritten,
   *       whatever was in memory; here the stride across is 1.
   * </ul>
   */
  public static Tensor apply(Conv2dImpl conv, Tensor x) {
    if (UnfoldedConvolution.suits(conv, x)) {
      return UnfoldedConvolution.apply(conv, x);
    }
    long stride = conv.options().stride().get(0);
    if (stride == 1) {
      return conv.forward(x);
    }
    if (isNarrowProjection(conv)) {
      return withStride(conv, everyNth(everyNth(x, 2, stride), 3, stride), 1, 1);
    }
    return x.size(3) > 1 ? conv.forward(x) : withStride(conv, x, stride, 1);
  }

  /** Whether the kernel is 1x1 and its channels are fewer than oneDNN handles at once. */
  private static boolean isNarrowProjection(Conv2dImpl conv) {
    return conv.weight().size(2) == 1 && conv.weight().size(1) < CHANNEL_BLOCK;
  }

  public static Tensor everyNth(Tensor x, long dimension, long n) {
    return x.slice(dimension, new LongOptional(), new LongOptional(), n);
  }

  private static Tensor withStride(Conv2dImpl conv, Tensor x, long down, long across) {
    long padding = conv.weight().size(2) / 2;
    Tensor bias = conv.bias();
    return torch.conv2d(
        x,
        conv.weight(),
        bias.defined() ? new TensorOptional(bias) : new TensorOptional(),
        new long[] {down, across},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  public static BatchNorm batchNorm(int channels) {
    return new BatchNorm(channels);
  }
}

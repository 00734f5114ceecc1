package dev.signet.libtorch;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A convolution as one matrix product: what each pixel sees of the picture, laid out side by side,
 * times the weights (Chellapilla et al., "High Performance Convolutional Neural Networks for
 * Document Processing", 2006).
 *
 * <p>Where the pictures have only a few pixels left, bf16 convolutions on the CPU spend nearly all
 * of their time on reordering the weights; the product takes them as they lie. What looks only at
 * padding is left out, so over a single pixel a 3x3 kernel costs a ninth.
 */
public final class UnfoldedConvolution {
  /** From five pixels on, unfolding costs what it gains (docs/performance.md). */
  private static final long MOST_PIXELS = 4;

  private UnfoldedConvolution() {}

  /** Whether this way is the faster one. */
  static boolean suits(Conv2dImpl conv, Tensor x) {
    return x.scalar_type().intern() == ScalarType.BFloat16
        && x.is_cpu()
        && isSmall(height(conv, x).out(), width(conv, x).out());
  }

  /** Whether pictures of so many pixels are few enough to be unfolded. */
  public static boolean isSmall(long height, long width) {
    return height * width <= MOST_PIXELS;
  }

  /** {@code [n, in, h, w]} to {@code [n, out, h / stride, w / stride]}, channels last. */
  static Tensor apply(Conv2dImpl conv, Tensor x) {
    Axis rows = height(conv, x);
    Axis columns = width(conv, x);
    long padding = rows.padding();
    long[] border = {0, 0, padding, padding, padding, padding};
    Tensor padded = torch.constant_pad_nd(x.permute(0, 2, 3, 1), border); // [n, h, w, in]
    TensorVector seen = new TensorVector();
    rows.taps()
        .forEach(
            row ->
                columns
                    .taps()
                    .forEach(
                        column ->
                            seen.push_back(
                                columns.seenBy(rows.seenBy(padded, 1, row), 2, column))));
    Tensor unfolded = torch.cat(seen, 3).flatten(0, 2); // [n * h' * w', taps * in]
    Tensor weight = conv.weight().permute(0, 2, 3, 1); // [out, k, k, in]
    weight = columns.narrow(rows.narrow(weight, 1), 2).flatten(1, 3); // [out, taps * in]
    Tensor bias = conv.bias();
    Tensor y =
        torch.linear(
            unfolded, weight, bias.defined() ? new TensorOptional(bias) : new TensorOptional());
    return y.view(x.size(0), rows.out(), columns.out(), y.size(1)).permute(0, 3, 1, 2);
  }

  private static Axis height(Conv2dImpl conv, Tensor x) {
    return new Axis(x.size(2), conv.weight().size(2), conv.options().stride().get(0));
  }

  private static Axis width(Conv2dImpl conv, Tensor x) {
    return new Axis(x.size(3), conv.weight().size(3), conv.options().stride().get(1));
  }

  /** One direction of a picture of {@code in} pixels under a kernel with half of it as padding. */
  private record Axis(long in, long kernel, long stride) {
    long padding() {
      return kernel / 2;
    }

    long out() {
      return (in - 1) / stride + 1;
    }

    /** The kernel's taps that lie on the picture for at least one output pixel. */
    LongStream taps() {
      return LongStream.range(0, kernel).filter(this::touches);
    }

    private boolean touches(long tap) {
      return LongStream.range(0, out())
          .map(pixel -> pixel * stride + tap - padding())
          .anyMatch(place -> 0 <= place && place < in);
    }

    /** What one tap sees of the padded picture, for all output pixels. */
    Tensor seenBy(Tensor padded, long dimension, long tap) {
      long end = tap + stride * (out() - 1) + 1;
      return padded.slice(dimension, new LongOptional(tap), new LongOptional(end), stride);
    }

    /** The weights of the taps that count; the gradient of a needless narrowing is a copy. */
    Tensor narrow(Tensor weight, long dimension) {
      long count = taps().count();
      return count == kernel ? weight : weight.narrow(dimension, taps().min().orElseThrow(), count);
    }
  }
}

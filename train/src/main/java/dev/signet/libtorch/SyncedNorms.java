package dev.signet.libtorch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The batch norms of one network by the batches of all workers, as PyTorch's {@code SyncBatchNorm}:
 * the statistics are those of all pictures of the step, and so are their gradients. The workers
 * pass the same norms in the same order, forwards and backwards.
 *
 * <p>libtorch normalizes with statistics that it takes for constants; what flows back through them
 * is added to the gradient of the normalized values by a hook. It needs these values: autograd goes
 * back in the reverse order, so they lie on a stack. Not safe for use by several threads; it must
 * outlive the graphs of its forward passes.
 */
public final class SyncedNorms implements AutoCloseable {
  private static final long[] PICTURES_AND_PIXELS = {0, 2, 3};

  private final PointerScope owner;
  private final Consumer<Tensor> sum;
  private final TensorTensorHook hook;
  private final Deque<Normalized> passed = new ArrayDeque<>();
  private @Nullable Tensor given; // by the hook, until libtorch has a hold of it

  /** Values {@code [n, c, h, w]}, and of how many per channel on all workers they are a part. */
  private record Normalized(Tensor values, double count) {}

  private SyncedNorms(PointerScope owner, Consumer<Tensor> sum) {
    this.owner = owner;
    this.sum = sum;
    this.hook =
        new TensorTensorHook() {
          @Override
          public TensorBase call(TensorBase gradient) {
            letGoOfGiven();
            given = through(gradient);
            return given;
          }
        };
  }

  /**
   * Norms that agree with those of other workers.
   *
   * @param sum adds a tensor of the other workers to this worker's, in place; the same for all
   */
  public static SyncedNorms by(Consumer<Tensor> sum) {
    Libtorch.load();
    try (PointerScope owner = new PointerScope()) {
      SyncedNorms norms = new SyncedNorms(owner, sum);
      owner.extend(); // outlives this block
      return norms;
    }
  }

  /**
   * The norm of {@code [n, c, h, w]} by the values of all workers, in a pass with gradients; its
   * running statistics learn from them, too.
   */
  public Tensor forward(BatchNorm2dImpl norm, Tensor x) {
    return Tensors.only(
        () -> {
          double momentum = norm.options().momentum().get();
          double epsilon = norm.options().eps().get();
          Statistics all = statistics(norm, x);
          all.runInto(norm, momentum);
          Tensor normalized =
              torch.batch_norm(
                  x,
                  new TensorOptional(),
                  new TensorOptional(),
                  new TensorOptional(all.mean),
                  new TensorOptional(all.variance),
                  false,
                  0,
                  epsilon,
                  false);
          if (normalized.requires_grad()) { // else nothing that learns lies behind
            remember(normalized, all.count);
          }
          return normalized
              .mul(perChannel(norm.weight()))
              .add(perChannel(norm.bias()))
              .to(x.scalar_type());
        });
  }

  /** Of all workers' values, per channel. */
  private record Statistics(Tensor mean, Tensor variance, double count) {
    /** The variance of the population from which they were drawn, as batch norm keeps it. */
    void runInto(BatchNorm2dImpl norm, double momentum) {
      try (NoGradGuard noGrad = new NoGradGuard()) {
        Scalar share = new Scalar(momentum);
        Scalar rest = new Scalar(1 - momentum);
        Tensor unbiased = variance.mul(new Scalar(count / Math.max(count - 1, 1)));
        norm.running_mean().mul_(rest).add_(mean, share);
        norm.running_var().mul_(rest).add_(unbiased, share);
        norm.num_batches_tracked().add_(new Scalar(1));
      }
    }
  }

  /** In fp64: the difference of two large numbers is what is left of a small variance. */
  private Statistics statistics(BatchNorm2dImpl norm, Tensor x) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      T_TensorTensor_T own =
          torch.batch_norm_update_stats(
              x,
              new TensorOptional(norm.running_mean()),
              new TensorOptional(norm.running_var()),
              0); // leaves the running statistics as they are
      Scalar count = new Scalar((double) x.numel() / x.size(1));
      Tensor mean = own.get0().to(ScalarType.Double);
      Tensor square = own.get1().to(ScalarType.Double).add(mean.mul(mean));
      Tensor counted = torch.full(new long[] {1}, count, mean.options());
      Tensor sums =
          torch.cat(new TensorVector(mean.mul(count), square.mul(count), counted), 0); // [2c + 1]
      sum.accept(sums);
      long channels = x.size(1);
      double all = sums.narrow(0, 2 * channels, 1).item_double();
      Scalar share = new Scalar(1 / all);
      Tensor allMean = sums.narrow(0, 0, channels).mul(share);
      Tensor allSquare = sums.narrow(0, channels, channels).mul(share);
      return new Statistics(
          allMean.to(ScalarType.Float),
          allSquare.sub(allMean.mul(allMean)).clamp_min(new Scalar(0)).to(ScalarType.Float),
          all);
    }
  }

  private void remember(Tensor normalized, double count) {
    Tensor values = normalized.detach(); // the graph must not hold itself
    values.retainReference();
    passed.push(new Normalized(values, count));
    normalized.register_hook(hook);
  }

  /**
   * The gradient of the normalized values with what flows back through their statistics. Whoever
   * calls may have no scope: on CUDA it is a thread of autograd's.
   */
  private Tensor through(TensorBase gradient) {
    Normalized last = passed.pop();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor through = through(new Tensor(gradient), last);
      through.retainReference();
      return through;
    } finally {
      last.values.releaseReference();
    }
  }

  private void letGoOfGiven() {
    if (given != null) {
      given.releaseReference();
      given = null;
    }
  }

  private Tensor through(Tensor gradient, Normalized last) {
    Tensor ownSum = overPictures(gradient);
    Tensor ownProduct = overPictures(gradient.mul(last.values));
    Tensor sums = torch.cat(new TensorVector(ownSum, ownProduct), 0); // [2c]
    sum.accept(sums);
    long channels = gradient.size(1);
    Tensor means = sums.mul(new Scalar(1 / last.count)).to(gradient.scalar_type());
    Tensor mean = perChannel(means.narrow(0, 0, channels));
    Tensor product = perChannel(means.narrow(0, channels, channels));
    return gradient.sub(mean).addcmul(last.values, product, new Scalar(-1));
  }

  private static Tensor overPictures(Tensor x) {
    return x.to(ScalarType.Float).sum(PICTURES_AND_PIXELS); // [c]
  }

  private static Tensor perChannel(Tensor c) {
    return c.view(1, -1, 1, 1);
  }

  /** Forgets the forward passes that nobody went back through. */
  public void forget() {
    passed.forEach(each -> each.values.releaseReference());
    passed.clear();
  }

  @Override
  public void close() {
    forget();
    letGoOfGiven();
    owner.close();
  }
}

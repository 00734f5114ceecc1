package dev.signet.libtorch;

import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Batch norm of {@code [n, c, h, w]}: by the batch of one worker, or in the steps of a training by
 * the batches of all workers together. Not safe for use by several threads.
 */
public final class BatchNorm extends BatchNorm2dImpl {
  private @Nullable SyncedNorms synced;

  BatchNorm(int channels) {
    super(new BatchNormOptions(channels));
  }

  /** From now on the steps of a training see the batches of all workers. */
  public void synchronize(SyncedNorms norms) {
    synced = norms;
  }

  /** A pass without gradients is a worker's own: the others know nothing of it. */
  @Override
  public Tensor forward(Tensor x) {
    return synced != null && is_training() && GradMode.is_enabled()
        ? synced.forward(this, x)
        : super.forward(x);
  }
}

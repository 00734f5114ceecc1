package dev.signet.spark.group;

import java.io.Serializable;

/**
 * What workers tell each other in a step, beside its loss.
 *
 * @param bf16 whether gradients are sent in 16 bits, in half of the time, and summed up in them
 * @param syncBatchNorm whether batch norm sees the batches of all workers
 */
public record Exchange(boolean bf16, boolean syncBatchNorm) implements Serializable {
  /** As in PyTorch's {@code DistributedDataParallel}: whole gradients, and norms of one's own. */
  public static final Exchange DEFAULT = new Exchange(false, false);
}

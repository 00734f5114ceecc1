package dev.signet.spark.group;

import java.io.Serializable;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What workers tell each other in a step, beside its loss.
 *
 * @param gradients how they travel, and are summed up
 * @param syncBatchNorm whether batch norm sees the batches of all workers
 */
public record Exchange(Gradients gradients, boolean syncBatchNorm) implements Serializable {
  /** As in PyTorch's {@code DistributedDataParallel}: whole gradients, and norms of one's own. */
  public static final Exchange DEFAULT = new Exchange(Gradients.FP32, false);

  /** Numbers that gradients are sent as. */
  public enum Gradients {
    FP32,
    /** In half of the bytes, with 8 bits of precision. */
    BF16;

    ScalarType type() { // not a field: the driver has no libtorch
      return this == FP32 ? ScalarType.Float : ScalarType.BFloat16;
    }
  }
}

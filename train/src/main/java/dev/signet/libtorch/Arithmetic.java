package dev.signet.libtorch;

import dev.signet.config.ComputeConfig;
import dev.signet.config.Precision;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How tensors lie in memory and in which precision they are multiplied. Safe for use by many
 * threads: autocast is a state of the thread.
 *
 * @param bf16 whether convolutions and the linear layer work in bfloat16
 * @param channelsLast whether activations and weights lie with their channels side by side
 * @param device where
 * @param reason why this precision, one clause for people
 */
public record Arithmetic(boolean bf16, boolean channelsLast, ComputeDevice device, String reason) {
  /** Resolves a configuration for this device. */
  public static Arithmetic of(ComputeConfig config, ComputeDevice device) {
    return switch (config.precision()) {
      case FP32 ->
          new Arithmetic(false, config.channelsLast(), device, "as the recipe or user asks");
      case BF16 ->
          new Arithmetic(true, config.channelsLast(), device, "as the recipe or user asks");
      case INT8 -> throw new IllegalArgumentException("a configuration refuses int8");
      case AUTO -> {
        if (device.type() == ComputeDevice.Type.CUDA) {
          yield new Arithmetic(true, config.channelsLast(), device, "the default on a GPU");
        }
        boolean native16 = CpuFeatures.detect().bf16();
        String reason =
            native16
                ? "the processor multiplies bf16 natively"
                : "the processor does not multiply bf16 natively";
        yield new Arithmetic(native16, config.channelsLast(), device, reason);
      }
    };
  }

  /** fp32 with channels in planes: what PyTorch does when it is told nothing. */
  public static Arithmetic plain(ComputeDevice device) {
    return of(ComputeConfig.CLASSIC, device);
  }

  /** The precision that was chosen. */
  public Precision precision() {
    return bf16 ? Precision.BF16 : Precision.FP32;
  }

  /** One clause for people: {@code bf16 (the processor multiplies bf16 natively)}. */
  public String describe() {
    return "%s (%s)".formatted(precision().label(), reason);
  }

  /** Runs a forward pass in this precision; parameters stay fp32. */
  public Tensor autocast(Supplier<Tensor> forward) {
    if (!bf16) {
      return forward.get();
    }
    DeviceType type = device.type() == ComputeDevice.Type.CUDA ? DeviceType.CUDA : DeviceType.CPU;
    torch.set_autocast_dtype(type, ScalarType.BFloat16);
    torch.set_autocast_enabled(type, true);
    try {
      return forward.get();
    } finally {
      torch.set_autocast_enabled(type, false);
      torch.clear_cache(); // the bf16 copies of the weights: they are stale after the update
    }
  }

  /** The tensor in this memory format: {@code [n, c, h, w]}. */
  public Tensor arrange(Tensor tensor) {
    return channelsLast ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor.contiguous();
  }
}

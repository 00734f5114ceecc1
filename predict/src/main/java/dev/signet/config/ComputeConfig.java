package dev.signet.config;

import dev.signet.InvalidValueException;

/**
 * How the arithmetic is done: it changes the speed, and the results by rounding only.
 *
 * @param precision of the forward and backward pass
 * @param channelsLast whether activations and weights lie with their channels side by side (NHWC),
 *     which spares oneDNN's convolutions a reordering
 * @param trainNormedBiases whether convolution biases that a batch norm follows are trained: the
 *     norm takes every such bias away again, so its gradient is zero but for rounding
 */
public record ComputeConfig(Precision precision, boolean channelsLast, boolean trainNormedBiases) {
  /** The article's: what PyTorch does when it is told nothing. */
  public static final ComputeConfig CLASSIC = new ComputeConfig(Precision.FP32, false, true);

  /** The fastest that the processor can do. */
  public static final ComputeConfig FAST = new ComputeConfig(Precision.AUTO, true, false);

  public ComputeConfig {
    if (precision == Precision.INT8) {
      throw new InvalidValueException(
          "precision (--precision) int8 is for answers; a network is trained in auto, fp32 or bf16");
    }
  }

  /** The same with another precision. */
  public ComputeConfig withPrecision(Precision newPrecision) {
    return new ComputeConfig(newPrecision, channelsLast, trainNormedBiases);
  }
}

package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.network.ModelSummary;
import org.bytedeco.javacpp.Pointer;

/**
 * What a training takes of native memory, worked out on paper: a kernel that runs out of memory
 * kills the process and lets nobody say why.
 *
 * @param fixed bytes for weights, gradients, two moments and two copies
 * @param picture bytes for one picture of a batch
 */
record MemoryForecast(long fixed, long picture) {
  private static final int COPIES_OF_WEIGHTS = 6;

  /** Each convolution's output, what its norm makes of it, and their gradients on the way. */
  private static final double COPIES_OF_ACTIVATIONS = 3;

  static MemoryForecast of(RunConfig config) {
    ModelSummary summary = ModelSummary.of(config.model());
    return new MemoryForecast(
        summary.parameters() * Float.BYTES * COPIES_OF_WEIGHTS,
        Math.round(summary.activations() * Float.BYTES * COPIES_OF_ACTIVATIONS));
  }

  /**
   * Refuses a batch that cannot fit into what is free now.
   *
   * @throws SignetException that names a batch that would
   */
  static void require(RunConfig config, ComputeDevice device) {
    long free = Pointer.availablePhysicalBytes();
    MemoryForecast forecast = of(config);
    int batch = config.training().batches().size();
    // Half of it is a bound from below: less than that no arithmetic takes.
    if (device.type() == ComputeDevice.Type.CPU
        && free > 0
        && forecast.picture * (double) batch / 2 > (double) free) {
      throw new SignetException(
          Text.of(
              "a batch of %d pictures takes about %s GB of memory, but %s GB are free; %s",
              batch,
              gigabytes(forecast.fixed + forecast.picture * (double) batch),
              gigabytes((double) free),
              forecast.advice(free)));
    }
  }

  /** What is said when memory was refused on the way. */
  String advice(long free) {
    long fits = (free - fixed) / Math.max(1, picture);
    return fits < 2
        ? "free some, or choose a smaller network or smaller pictures (--arch, --input)"
        : Text.of("a batch of %d would fit (--batch-size)", Long.highestOneBit(fits));
  }

  private static String gigabytes(double bytes) {
    return Text.of("%.1f", bytes / (1L << 30));
  }
}

package dev.signet.cli;

import dev.signet.InvalidValueException;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import picocli.CommandLine.Option;

/** Where the arithmetic happens. */
final class DeviceOptions {
  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "auto|cpu|cuda",
      description = "Where to compute; auto takes CUDA if there is one (default: auto).")
  String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: one a core).")
  int threads;

  /** Loads libtorch and applies the options. */
  ComputeDevice apply() {
    if (threads < 0 || threads > 1024) {
      throw new InvalidValueException(
          "threads (--threads) must be between 1 and 1024 but were " + threads);
    }
    ComputeDevice chosen = ComputeDevice.choose(device);
    if (threads > 0) {
      Libtorch.useThreads(threads);
    }
    return chosen;
  }
}

package dev.signet.cli.options;

import dev.signet.InvalidValueException;
import dev.signet.config.PredictionConfig;
import dev.signet.engine.LibtorchProvider;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the arithmetic happens. */
public final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      description = "Where to compute; auto takes CUDA if there is one (default: auto).")
  public String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with, 1 to 1024 (default: one a core).")
  public @Nullable Integer threads;

  /** Refuses what is out of range before anything is loaded. */
  public void check() {
    if (threads != null && (threads < 1 || threads > 1024)) {
      throw new InvalidValueException(
          "threads (--threads) must be between 1 and 1024 but were " + threads);
    }
  }

  /** Loads libtorch and applies the options. */
  public ComputeDevice apply() {
    return apply(Optional.empty());
  }

  /**
   * Loads libtorch and applies the options.
   *
   * @param otherwise threads to compute with if the user gave none
   */
  public ComputeDevice apply(Optional<Integer> otherwise) {
    check();
    ComputeDevice chosen = ComputeDevice.choose(device);
    Optional.ofNullable(threads).or(() -> otherwise).ifPresent(Libtorch::useThreads);
    return chosen;
  }

  /** Whether the CPU computes, as far as that is known without loading libtorch. */
  public boolean isCpu() {
    return new LibtorchProvider().isCpu(device);
  }

  /** The same for a network that answers; nothing is loaded. */
  public PredictionConfig apply(PredictionConfig config) {
    check();
    PredictionConfig there = config.withDevice(device);
    return threads == null ? there : there.withThreads(threads);
  }

  /**
   * The threads for what computes on the CPU without libtorch; 0 is one a core.
   *
   * @param what computes, for messages
   */
  public int cpuThreads(String what) {
    check();
    if (!device.equals("auto") && !device.equals("cpu")) {
      throw new InvalidValueException(
          "--device %s is not possible for %s; use cpu or auto".formatted(device, what));
    }
    return threads == null ? 0 : threads;
  }
}

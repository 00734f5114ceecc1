package dev.signet.inference;

import dev.signet.SignetException;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Preprocessing;
import dev.signet.network.FoldedNet;

/**
 * Makes engines that are faster than ONNX Runtime, where its module is on the class path: {@code
 * signet-train} brings libtorch's. Found by {@link java.util.ServiceLoader}; its class must load
 * where its native libraries are missing. Safe for use by many threads.
 */
public interface EngineProvider {
  /** What computes, for people: {@code libtorch}. */
  String name();

  /**
   * Whether the processor would compute, as far as that is known without {@link #load loading}.
   *
   * @param device {@code auto}, {@code cpu} or {@code cuda}
   */
  boolean isCpu(String device);

  /**
   * Makes the native libraries ready; once they are, it takes no time.
   *
   * @throws SignetException if they are missing or do not run here
   */
  void load();

  /**
   * A network, ready to answer; the caller closes it.
   *
   * @throws dev.signet.InvalidValueException if there is no such device
   */
  Engine open(FoldedNet net, Preprocessing preprocessing, PredictionConfig config);
}

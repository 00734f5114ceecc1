package dev.signet.inference;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.Manifest;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Workload;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.OnnxRuntime;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What computes the answers: a few pictures are answered by ONNX Runtime, which starts soonest,
 * many by the {@link EngineProvider} on the class path, and where that is missing or does not run,
 * all by ONNX Runtime. Engines take as long to load as a model, and neither needs the other: so the
 * libraries load on a thread of their own while the caller reads the model. Safe for use by many
 * threads.
 */
public final class EngineChoice {
  private final PredictionConfig config;
  private final CompletableFuture<Chosen> chosen;

  /**
   * What was chosen.
   *
   * @param provider of the engines; absent: ONNX Runtime
   * @param problem why a provider is missed, if it is
   */
  private record Chosen(Optional<EngineProvider> provider, Optional<String> problem) {}

  private EngineChoice(PredictionConfig config, CompletableFuture<Chosen> chosen) {
    this.config = config;
    this.chosen = chosen;
  }

  /** Chooses, and begins to load. */
  public static EngineChoice begin(PredictionConfig config) {
    return new EngineChoice(config, CompletableFuture.supplyAsync(() -> choose(config)));
  }

  /** What was asked for. */
  PredictionConfig config() {
    return config;
  }

  /**
   * The network on what was chosen; the caller closes it.
   *
   * @throws InvalidValueException if ONNX Runtime is all there is, and it cannot do what was asked
   */
  Engine open(FoldedNet net, Manifest manifest, Precision precision) {
    Chosen found = found();
    if (found.provider.isPresent()) {
      return found
          .provider
          .get()
          .open(net, manifest.preprocessing(), config.withPrecision(precision));
    }
    return OnnxEngine.of(net, manifest.model().input(), manifest.preprocessing(), config.threads());
  }

  /** A sentence where the fastest engine is missed. */
  Optional<String> problem() {
    return found().problem;
  }

  private Chosen found() {
    try {
      return chosen.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        cause.addSuppressed(e);
        throw cause;
      }
      throw e;
    }
  }

  private static Chosen choose(PredictionConfig config) {
    Optional<EngineProvider> provider = provider();
    boolean cpu =
        provider
            .map(it -> it.isCpu(config.device()))
            .orElseGet(() -> !config.device().equals("cuda"));
    boolean few = config.workload() == Workload.FEW && config.precision() != Precision.BF16;
    if (few && cpu && OnnxRuntime.isUsable()) {
      return new Chosen(Optional.empty(), Optional.empty());
    }
    String missing = "signet-train, which brings libtorch, is not on the class path";
    if (provider.isPresent()) {
      try {
        provider.get().load();
        return new Chosen(provider, Optional.empty());
      } catch (SignetException e) {
        missing = String.valueOf(e.getMessage());
      }
    }
    requirePossibleOnOnnxRuntime(config, missing);
    return new Chosen(
        Optional.empty(),
        provider.isPresent()
            ? Optional.of("ONNX Runtime answers, in fp32, because there is no libtorch: " + missing)
            : Optional.empty());
  }

  private static void requirePossibleOnOnnxRuntime(PredictionConfig config, String missing) {
    if (!config.device().equals("auto") && !config.device().equals("cpu")) {
      throw new InvalidValueException(
          "--device %s is not possible: %s; use cpu or auto".formatted(config.device(), missing));
    }
    if (config.precision() == Precision.BF16) {
      throw new InvalidValueException(
          "--precision bf16 is not possible: %s; use fp32 or auto".formatted(missing));
    }
  }

  private static Optional<EngineProvider> provider() {
    try {
      // Not the thread's loader: this may be one of a pool that knows nothing of a program's jars.
      return ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader())
          .findFirst();
    } catch (ServiceConfigurationError e) {
      return Optional.empty(); // jars of it are missing
    }
  }
}

package dev.signet.inference;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.Int8;
import dev.signet.artifact.Manifest;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Workload;
import dev.signet.files.CpuFlags;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.OnnxRuntime;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What computes the answers: a few pictures are answered by ONNX Runtime in fp32, which starts
 * soonest; many by ONNX Runtime in int8 where processor and model are made for it, else by the
 * {@link EngineProvider} on the class path, and where that is missing or does not run, all by ONNX
 * Runtime. Engines take as long to load as a model, and neither needs the other: so the libraries
 * load on a thread of their own while the caller reads the model. Safe for use by many threads.
 */
public final class EngineChoice {
  private final PredictionConfig config;
  private final CompletableFuture<Optional<Chosen>> chosen; // empty: the model has a say

  /**
   * What was chosen.
   *
   * @param provider of the engines; absent: ONNX Runtime
   * @param problem why a provider is missed, if it is
   */
  private record Chosen(Optional<EngineProvider> provider, Optional<String> problem) {}

  /**
   * What answers.
   *
   * @param engine that does
   * @param exact the same in fp32, where the engine rounds; each is the caller's to close
   * @param problem a sentence where the fastest engine is missed
   * @param remark a clause on what was not chosen
   */
  record Answering(
      Engine engine,
      Optional<Supplier<Engine>> exact,
      Optional<String> problem,
      Optional<String> remark) {
    /** An engine that was not chosen among others. */
    static Answering by(Engine engine) {
      return new Answering(engine, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private EngineChoice(PredictionConfig config, CompletableFuture<Optional<Chosen>> chosen) {
    this.config = config;
    this.chosen = chosen;
  }

  /** Chooses as far as that goes without the model, and begins to load. */
  public static EngineChoice begin(PredictionConfig config) {
    return new EngineChoice(
        config,
        CompletableFuture.supplyAsync(
            () -> mayBeInt8(config) ? Optional.empty() : Optional.of(choose(config))));
  }

  /** What was asked for. */
  PredictionConfig config() {
    return config;
  }

  /**
   * The network on what is chosen for it.
   *
   * @throws InvalidValueException if what was asked for is not possible here
   */
  Answering open(FoldedNet net, Manifest manifest) {
    Optional<Chosen> decided = join();
    Optional<String> objection = decided.isPresent() ? Optional.empty() : objection(manifest);
    if (decided.isEmpty() && objection.isEmpty()) {
      return answering(
          OnnxEngine.int8(net, manifest, config.threads()),
          () -> onnx(net, manifest),
          Optional.empty(),
          Optional.empty());
    }
    if (config.precision() == Precision.INT8) {
      throw new InvalidValueException(
          "--precision int8 is not possible: %s".formatted(objection.orElseThrow()));
    }
    Chosen found = decided.orElseGet(() -> choose(config));
    Optional<String> remark =
        objection
            .or(() -> CpuFlags.vnni() ? Optional.empty() : Optional.of("the processor has no VNNI"))
            .filter(clause -> found.provider.isPresent());
    return answering(
        open(found, net, manifest, config.precision()),
        () -> open(found, net, manifest, Precision.FP32),
        found.problem,
        remark);
  }

  private static Answering answering(
      Engine engine, Supplier<Engine> exact, Optional<String> problem, Optional<String> remark) {
    return new Answering(
        engine, engine.rounding() > 0 ? Optional.of(exact) : Optional.empty(), problem, remark);
  }

  private Engine open(Chosen found, FoldedNet net, Manifest manifest, Precision precision) {
    return found
        .provider
        .map(it -> it.open(net, manifest.preprocessing(), config.withPrecision(precision)))
        .orElseGet(() -> onnx(net, manifest));
  }

  private Engine onnx(FoldedNet net, Manifest manifest) {
    return OnnxEngine.of(net, manifest.model().input(), manifest.preprocessing(), config.threads());
  }

  /** Why this model is not answered in int8; whoever asks for it gets it where it can be had. */
  private Optional<String> objection(Manifest manifest) {
    if (manifest.int8().isEmpty()) {
      return Optional.of("the model was never tried in it (signet calibrate does that)");
    }
    return config.precision() == Precision.INT8
        ? Optional.empty()
        : manifest.int8().flatMap(Int8::objection);
  }

  private Optional<Chosen> join() {
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

  private static boolean mayBeInt8(PredictionConfig config) {
    if (config.precision() == Precision.INT8) {
      if (!isCpu(config)) {
        throw new InvalidValueException(
            "--precision int8 is not possible on --device %s; use cpu".formatted(config.device()));
      }
      return true; // ONNX Runtime says itself why it does not run
    }
    return config.precision() == Precision.AUTO
        && config.workload() == Workload.MANY
        && isCpu(config)
        && CpuFlags.vnni()
        && OnnxRuntime.isUsable();
  }

  private static boolean isCpu(PredictionConfig config) {
    return provider()
        .map(it -> it.isCpu(config.device()))
        .orElseGet(() -> !config.device().equals("cuda"));
  }

  private static Chosen choose(PredictionConfig config) {
    boolean few = config.workload() == Workload.FEW && config.precision() != Precision.BF16;
    if (few && isCpu(config) && OnnxRuntime.isUsable()) {
      return new Chosen(Optional.empty(), Optional.empty());
    }
    Optional<EngineProvider> provider = provider();
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
      return ServiceLoader.load(EngineProvider.class).findFirst();
    } catch (ServiceConfigurationError e) {
      return Optional.empty(); // jars of it are missing
    }
  }
}

package dev.signet.server.config;

import dev.signet.InvalidValueException;
import dev.signet.config.Precision;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * All that an operator can choose about a service.
 *
 * @param models to serve, at least one; the first answers requests that name none
 * @param network where to listen, and for whom
 * @param grpcPort of the same host for the Open Inference Protocol over gRPC, 0 to 65535; 0 takes a
 *     free one; absent: not at all
 * @param batching how pictures go through the network together
 * @param workers how many batches are computed at one time
 * @param limits of what one client may ask
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision of the arithmetic
 * @param modelRoot the folder that a model must lie in to be loaded by a request; by default the
 *     folder beside the first model's run
 */
public record ServerConfig(
    List<ModelSource> models,
    NetworkConfig network,
    Optional<Integer> grpcPort,
    BatchingConfig batching,
    WorkersConfig workers,
    LimitsConfig limits,
    String device,
    Precision precision,
    Optional<Path> modelRoot) {
  /** Copies the list and checks it. */
  public ServerConfig {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new InvalidValueException("a service needs at least one model (--model)");
    }
    if (grpcPort.filter(port -> port < 0 || port > 65_535).isPresent()) {
      throw new InvalidValueException(
          "the port for gRPC (--grpc-port) must be between 0 and 65535 but was " + grpcPort.get());
    }
    Set<String> seen = new HashSet<>();
    for (ModelSource model : models) {
      if (!seen.add(model.name() + "@" + model.version())) {
        throw new InvalidValueException(
            "two models are called %s version %s; give them names, such as --model left=%s"
                .formatted(model.name(), model.version(), model.path()));
      }
    }
  }

  /** One model on this machine's port 8080, with every default. */
  public static ServerConfig of(Path model) {
    return of(List.of(ModelSource.parse(model.toString())));
  }

  /** Several models with every default. */
  public static ServerConfig of(List<ModelSource> models) {
    return new ServerConfig(
        models,
        NetworkConfig.DEFAULT,
        Optional.empty(),
        BatchingConfig.DEFAULT,
        WorkersConfig.DEFAULT,
        LimitsConfig.DEFAULT,
        "auto",
        Precision.AUTO,
        Optional.empty());
  }

  /** Pictures that a request may have: one that has more than may wait would wait for ever. */
  public MostPictures mostPictures() {
    return batching.queue() < limits.pictures()
        ? new MostPictures(batching.queue(), "--queue")
        : new MostPictures(limits.pictures(), "--max-pictures");
  }

  /**
   * How many pictures a request may have.
   *
   * @param option that allows more
   */
  public record MostPictures(int count, String option) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d (%s)", count, option);
    }
  }

  /** The same somewhere else. */
  public ServerConfig withNetwork(NetworkConfig another) {
    return new ServerConfig(
        models, another, grpcPort, batching, workers, limits, device, precision, modelRoot);
  }

  /** The same for gRPC, too. */
  public ServerConfig withGrpcPort(int port) {
    return new ServerConfig(
        models,
        network,
        Optional.of(port),
        batching,
        workers,
        limits,
        device,
        precision,
        modelRoot);
  }

  /** The same with other batches. */
  public ServerConfig withBatching(BatchingConfig another) {
    return new ServerConfig(
        models, network, grpcPort, another, workers, limits, device, precision, modelRoot);
  }

  /** The same with other workers. */
  public ServerConfig withWorkers(WorkersConfig another) {
    return new ServerConfig(
        models, network, grpcPort, batching, another, limits, device, precision, modelRoot);
  }

  /** The same with other limits. */
  public ServerConfig withLimits(LimitsConfig another) {
    return new ServerConfig(
        models, network, grpcPort, batching, workers, another, device, precision, modelRoot);
  }

  /** The same on another device or in another precision. */
  public ServerConfig withArithmetic(String anotherDevice, Precision anotherPrecision) {
    return new ServerConfig(
        models,
        network,
        grpcPort,
        batching,
        workers,
        limits,
        anotherDevice,
        anotherPrecision,
        modelRoot);
  }

  /** The same with another folder to load models from. */
  public ServerConfig withModelRoot(Path folder) {
    return new ServerConfig(
        models,
        network,
        grpcPort,
        batching,
        workers,
        limits,
        device,
        precision,
        Optional.of(folder));
  }
}

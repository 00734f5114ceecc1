package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The resolved configuration of the run that a model belongs to, as it lies beside the model. */
public final class RunConfigFile {
  /** Its name in a run's folder. */
  public static final String NAME = "config.json";

  private RunConfigFile() {}

  /**
   * Reads it.
   *
   * @param model a run's folder or the model file in it
   * @return empty if there is none beside the model
   * @throws SignetException if it cannot be read or is damaged
   */
  public static Optional<RunConfig> beside(Path model) {
    Path folder = Files.isDirectory(model) ? model : model.resolveSibling("");
    Path config = folder.resolve(NAME);
    return Files.isRegularFile(config)
        ? Optional.of(Json.readFile(RunConfig.class, config))
        : Optional.empty();
  }
}

package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.ConfigJson;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A judgement as JSON: the answer of {@code evaluate --format json} and {@code evaluation.json} in
 * a run's folder. Safe for use by many threads.
 */
public final class EvaluationFile {
  private EvaluationFile() {}

  /** The judgement as indented JSON. */
  public static String toJson(Judgement judgement) {
    return ConfigJson.write(judgement);
  }

  /** Writes the file as a whole or not at all. */
  public static void write(Judgement judgement, Path file) {
    AtomicFile.write(file, out -> out.write(toJson(judgement).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a judgement back, also an older one.
   *
   * @throws SignetException if the file cannot be read or is no judgement
   */
  public static Judgement read(Path file) {
    try {
      if (ConfigJson.parse(Files.readString(file)) instanceof ObjectNode judgement) {
        OlderEvaluation.upgrade(judgement);
        return ConfigJson.of(Judgement.class, judgement);
      }
      throw notOne(file, "it is no JSON object", null);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    } catch (JacksonException e) {
      throw notOne(file, e.getOriginalMessage(), e);
    }
  }

  private static SignetException notOne(Path file, String why, @Nullable Throwable cause) {
    return new SignetException(
        "%s is not an evaluation: %s; signet evaluate writes a new one".formatted(file, why),
        cause);
  }
}

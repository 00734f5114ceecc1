package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.config.JsonReason;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.metrics.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An evaluation as JSON: the answer of {@code evaluate --format json} and {@code evaluation.json}
 * in a run's folder. Safe for use by many threads.
 */
public final class EvaluationFile {
  private EvaluationFile() {}

  /** Writes the file as a whole or not at all. */
  public static void write(Evaluation evaluation, Path file) {
    AtomicFile.write(file, Json.write(evaluation));
  }

  /**
   * Reads an evaluation back, also an older one.
   *
   * @throws SignetException if the file cannot be read or is no evaluation
   */
  public static Evaluation read(Path file) {
    JsonNode tree;
    try {
      tree = Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    } catch (JacksonException e) {
      throw notOne(file, JsonReason.of(e), e);
    }
    if (!(tree instanceof ObjectNode evaluation)) {
      throw notOne(file, "it is no JSON object", null);
    }
    try {
      OlderEvaluation.upgrade(evaluation);
      return Json.of(Evaluation.class, evaluation);
    } catch (SignetException | JacksonException e) {
      throw notOne(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static SignetException notOne(Path file, String why, @Nullable Throwable cause) {
    return new SignetException(
        "%s is not an evaluation: %s; signet evaluate writes a new one".formatted(file, why),
        cause);
  }
}

package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.JsonReason;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.metrics.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A judgement as JSON: the answer of {@code evaluate --format json} and {@code evaluation.json} in
 * a run's folder. Safe for use by many threads.
 */
public final class EvaluationFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private EvaluationFile() {}

  /** The judgement as indented JSON. */
  public static String toJson(Judgement judgement) {
    return MAPPER.writeValueAsString(judgement);
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
      if (MAPPER.readTree(Files.readString(file)) instanceof ObjectNode judgement) {
        OlderEvaluation.upgrade(judgement);
        return MAPPER.treeToValue(judgement, Judgement.class);
      }
      throw notOne(file, "it is no JSON object", null);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    } catch (JacksonException e) {
      throw notOne(file, JsonReason.of(e), e);
    }
  }

  private static SignetException notOne(Path file, String why, @Nullable Throwable cause) {
    return new SignetException(
        "%s is not an evaluation: %s; signet evaluate writes a new one".formatted(file, why),
        cause);
  }
}

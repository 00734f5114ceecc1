package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

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
   * Reads a judgement back.
   *
   * @throws SignetException if the file cannot be read or is no judgement
   */
  public static Judgement read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), Judgement.class);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    } catch (JacksonException e) {
      throw new SignetException(
          "%s is not an evaluation: %s; signet evaluate writes a new one"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }
}

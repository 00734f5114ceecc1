package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON, in files and as answers: names like {@code top_k}, constants like {@code
 * one-cycle}. Unknown keys, missing keys, keys that come twice and nulls are errors, but a missing
 * or null {@link Optional} is empty, keys that came after the first files may be missing, and names
 * as they were at first ({@code topK}) are still read: so a record can grow, and what was written
 * before stays readable. Safe for use by many threads.
 */
public final class Json {
  /** Names {@link RunConfig#reliability}, which older files lack. */
  static final String RELIABILITY = "run.reliability";

  /** Names {@link TrainingConfig#ema}, which older files lack. */
  static final String EMA = "training.ema";

  /** Names {@link ModelConfig#stem}, which older files lack. */
  static final String STEM = "model.stem";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // What is written is what the record's constructor reads: no derived value gets a key.
          .changeDefaultVisibility(
              visible ->
                  visible
                      .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                      .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .annotationIntrospector(new RecordNames())
          .propertyNamingStrategy(RecordNames.UNDERSCORES)
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Keys that came later, with what their absence means.
          .injectableValues(
              new InjectableValues.Std()
                  .addValue(RELIABILITY, ReliabilityConfig.DEFAULT)
                  .addValue(EMA, 0.0)
                  .addValue(STEM, StemKind.IMAGENET))
          .build();

  /** For what goes over the wire: in one line, and nothing for what is not there. */
  private static final JsonMapper WIRE =
      MAPPER
          .rebuild()
          .disable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /** The record as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Any JSON as a tree.
   *
   * @throws JacksonException if it is none
   */
  public static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  /**
   * The record of a tree.
   *
   * @throws JacksonException if it does not fit
   */
  public static <T> T of(Class<T> type, JsonNode tree) {
    return MAPPER.treeToValue(tree, type);
  }

  /** The record as indented JSON. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The record as JSON in one line, without what is null. */
  public static String compact(Object value) {
    return WIRE.writeValueAsString(value);
  }

  /** The record as JSON in one line, without what is null, UTF-8. */
  public static byte[] bytes(Object value) {
    return WIRE.writeValueAsBytes(value);
  }

  /**
   * Reads a record back.
   *
   * @param where the file's name, for messages
   * @throws SignetException if the text is not JSON, has an unknown or missing key, or a value is
   *     out of range
   */
  public static <T> T read(Class<T> type, String json, String where) {
    try {
      T value = MAPPER.readValue(json, type);
      if (RecordNames.hasOldOnes(json)) {
        RecordNames.requireOnce(MAPPER.readTree(json), MAPPER.valueToTree(value), where);
      }
      return value;
    } catch (JacksonException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidValueException invalid) {
          throw new InvalidValueException(where + ": " + invalid.getMessage());
        }
      }
      throw new SignetException(
          "%s is not a valid %s: %s%s%s"
              .formatted(where, type.getSimpleName(), place(e), JsonReason.of(e), line(e)),
          e);
    }
  }

  /**
   * Reads a record from a file.
   *
   * @throws SignetException if the file cannot be read, or as {@link #read} says
   */
  public static <T> T readFile(Class<T> type, Path file) {
    try {
      return read(type, Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** What was read whole before it was understood has no lines any more. */
  private static String line(JacksonException e) {
    int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
    return line < 1 ? "" : String.format(Locale.ROOT, " (line %d)", line);
  }

  /** The keys on the way to the fault: {@code training.optimizer.lr: }. */
  private static String place(JacksonException e) {
    String keys =
        e.getPath().stream()
            .map(JacksonException.Reference::getPropertyName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return keys.isEmpty() ? "" : keys + ": ";
  }

  /** One number of a JSON object, read before the rest so that its meaning can depend on it. */
  public static int readInt(String json, String key, String where) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      JsonNode value = tree.has(key) ? tree.path(key) : tree.path(RecordNames.old(key));
      if (value.isInt()) {
        return value.intValue();
      }
    } catch (JacksonException e) {
      throw new SignetException(where + " is not JSON: " + JsonReason.of(e), e);
    }
    throw new SignetException("%s has no whole number '%s'".formatted(where, key));
  }
}

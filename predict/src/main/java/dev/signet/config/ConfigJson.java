package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
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
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration records as JSON. Unknown keys, missing keys and nulls are errors, but a missing
 * or null {@link Optional} is empty, and keys that came after the first files may be missing: so a
 * record can grow, and what was written before stays readable. Safe for use by many threads.
 */
public final class ConfigJson {
  /** Names {@link RunConfig#reliability}, which older files lack. */
  static final String RELIABILITY = "run.reliability";

  /** Names {@link TrainingConfig#ema}, which older files lack. */
  static final String EMA = "training.ema";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // What is written is what the record's constructor reads: no derived value gets a key.
          .changeDefaultVisibility(
              visible ->
                  visible
                      .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                      .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .annotationIntrospector(new RequiredUnlessOptional())
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Keys that came later, with what their absence means.
          .injectableValues(
              new InjectableValues.Std()
                  .addValue(RELIABILITY, ReliabilityConfig.DEFAULT)
                  .addValue(EMA, 0.0))
          .build();

  private ConfigJson() {}

  /** Each component of a record must be there, unless it may be absent by its type. */
  private static final class RequiredUnlessOptional extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return !member.getRawType().equals(Optional.class);
    }
  }

  /** The record as a tree. */
  static JsonNode tree(Object config) {
    return MAPPER.valueToTree(config);
  }

  /** The record as indented JSON. */
  public static String write(Object config) {
    return MAPPER.writeValueAsString(config);
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
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidValueException invalid) {
          throw new InvalidValueException(where + ": " + invalid.getMessage());
        }
      }
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s is not a valid %s: %s%s (line %d)",
              where,
              type.getSimpleName(),
              place(e),
              reason(e),
              e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
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
      throw new SignetException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
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

  /** Jackson's first line, without its advice to Java programmers. */
  private static String reason(JacksonException e) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return line.replaceAll("[;,]? ?[(]?(set )?`DeserializationFeature.*", "");
  }

  /** One number of a JSON object, read before the rest so that its meaning can depend on it. */
  public static int readInt(String json, String key, String where) {
    try {
      JsonNode value = MAPPER.readTree(json).path(key);
      if (value.isInt()) {
        return value.intValue();
      }
    } catch (JacksonException e) {
      throw new SignetException(where + " is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new SignetException("%s has no whole number '%s'".formatted(where, key));
  }
}

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
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.NamingBase;
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
  private Json() {}

  /** Jackson's data binding, which takes long to load: programs that only read do without it. */
  private static final class Binding {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            // What is written is what the record's constructor reads: derived values get no key.
            .changeDefaultVisibility(
                visible ->
                    visible
                        .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                        .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .propertyNamingStrategy(new Underscores())
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** For what goes over the wire: in one line, and nothing for what is not there. */
    static final JsonMapper WIRE =
        MAPPER
            .rebuild()
            .disable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(
                include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final class Underscores extends NamingBase {
      private static final long serialVersionUID = 1L;

      @Override
      public String translate(String name) {
        return RecordNames.now(name);
      }
    }
  }

  /** The record as a tree. */
  public static JsonNode tree(Object value) {
    return Binding.MAPPER.valueToTree(value);
  }

  /**
   * Any JSON as a tree.
   *
   * @throws JacksonException if it is none
   */
  public static JsonNode parse(String json) {
    return Binding.MAPPER.readTree(json);
  }

  /**
   * The record of a tree.
   *
   * @throws SignetException if it does not fit: a clause that says what is wrong, and where
   */
  public static <T> T of(Class<T> type, JsonNode tree) {
    return RecordReader.read(type, tree.toString());
  }

  /** The record as indented JSON. */
  public static String write(Object value) {
    return Binding.MAPPER.writeValueAsString(value);
  }

  /** The record as JSON in one line, without what is null. */
  public static String compact(Object value) {
    return Binding.WIRE.writeValueAsString(value);
  }

  /** The record as JSON in one line, without what is null, UTF-8. */
  public static byte[] bytes(Object value) {
    return Binding.WIRE.writeValueAsBytes(value);
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
      return RecordReader.read(type, json);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(where + ": " + e.getMessage());
    } catch (SignetException e) {
      throw new SignetException(
          "%s is not a valid %s: %s".formatted(where, type.getSimpleName(), e.getMessage()), e);
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

  /** One number of a JSON object, read before the rest so that its meaning can depend on it. */
  public static int readInt(String json, String key, String where) {
    try {
      Map<String, JsonValue> members = JsonValue.parse(json).members();
      JsonValue value = members.getOrDefault(key, members.get(RecordNames.old(key)));
      if (value != null && value.isWhole()) {
        return Integer.parseInt(value.text());
      }
    } catch (NumberFormatException e) {
      throw new SignetException("%s has a number '%s' beyond all others".formatted(where, key), e);
    } catch (JacksonException e) {
      throw new SignetException(where + " is not JSON: " + JsonReason.of(e), e);
    }
    throw new SignetException("%s has no whole number '%s'".formatted(where, key));
  }
}

package dev.signet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * What stands in JSON: a choice between kinds is made by a key that may come last.
 *
 * @param kind of value, by the token that it begins with
 * @param text of a string, number, truth or null, as it stands there; else empty
 * @param members of an object, in order
 * @param elements of a list
 * @param line that it begins in, from 1
 */
record JsonValue(
    JsonToken kind,
    String text,
    Map<String, JsonValue> members,
    List<JsonValue> elements,
    int line) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a text that is one value.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON, or more than one value
   */
  static JsonValue parse(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        throw new StreamReadException(parser, "it is empty");
      }
      JsonValue value = of(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "it goes on after its end");
      }
      return value;
    }
  }

  private static JsonValue of(JsonParser parser) {
    JsonToken kind = parser.currentToken();
    int line = parser.currentTokenLocation().getLineNr();
    return switch (kind) {
      case START_OBJECT -> new JsonValue(kind, "", members(parser), List.of(), line);
      case START_ARRAY -> new JsonValue(kind, "", Map.of(), elements(parser), line);
      default -> new JsonValue(kind, parser.getString(), Map.of(), List.of(), line);
    };
  }

  private static Map<String, JsonValue> members(JsonParser parser) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      members.put(name, of(parser));
    }
    return members;
  }

  private static List<JsonValue> elements(JsonParser parser) {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(of(parser));
    }
    return elements;
  }

  boolean isObject() {
    return kind == JsonToken.START_OBJECT;
  }

  boolean isList() {
    return kind == JsonToken.START_ARRAY;
  }

  boolean isNull() {
    return kind == JsonToken.VALUE_NULL;
  }

  boolean isText() {
    return kind == JsonToken.VALUE_STRING;
  }

  boolean isTruth() {
    return kind.isBoolean();
  }

  boolean isWhole() {
    return kind == JsonToken.VALUE_NUMBER_INT;
  }

  boolean isNumber() {
    return kind.isNumeric();
  }
}

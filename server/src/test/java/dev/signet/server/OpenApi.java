package dev.signet.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OpenAPI document, as far as Signet's own uses the format. */
record OpenApi(JsonNode document) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Such as {@code GET /v1/models/{name}}. */
  List<String> operations() {
    List<String> operations = new ArrayList<>();
    for (String path : document.path("paths").propertyNames()) {
      for (String method : document.path("paths").path(path).propertyNames()) {
        operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return operations;
  }

  /** Every operation with every status: {@code GET /v1/models/{name} 404}. */
  List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (String operation : operations()) {
      for (String status : operation(operation).path("responses").propertyNames()) {
        answers.add(operation + " " + status);
      }
    }
    return answers;
  }

  List<String> queryParameters(String operation) {
    return operation(operation).path("parameters").values().stream()
        .filter(parameter -> parameter.path("in").asString().equals("query"))
        .map(parameter -> parameter.path("name").asString())
        .toList();
  }

  /** Schemas of an answer by media type. */
  JsonNode content(String operation, int status) {
    JsonNode response = operation(operation).path("responses").path(String.valueOf(status));
    return resolve(response).path("content");
  }

  private JsonNode operation(String operation) {
    String[] parts = operation.split(" ", 2);
    return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
  }

  private JsonNode resolve(JsonNode node) {
    if (node.isObject() && node.isEmpty()) {
      return JSON.readTree("{\"type\": \"anything\"}");
    }
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** Names each key that the schema does not know and each value of another type. */
  void check(JsonNode maybeReference, JsonNode value, String place, List<String> faults) {
    JsonNode schema = resolve(maybeReference);
    boolean right =
        switch (schema.path("type").asString("")) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "anything" -> true;
          default -> false;
        };
    if (!right) {
      faults.add("%s is no %s: %s".formatted(place, schema.path("type"), value));
      return;
    }
    for (JsonNode name : schema.path("required").values()) {
      if (!value.has(name.asString())) {
        faults.add("%s/%s is missing".formatted(place, name.asString()));
      }
    }
    JsonNode properties = schema.path("properties");
    for (String key :
        value.isObject() && properties.isObject() ? value.propertyNames() : List.<String>of()) {
      if (properties.has(key)) {
        check(properties.path(key), value.path(key), place + "/" + key, faults);
      } else {
        faults.add("%s/%s is not documented".formatted(place, key));
      }
    }
    for (JsonNode element : value.isArray() ? value.values() : List.<JsonNode>of()) {
      check(schema.path("items"), element, place + "/-", faults);
    }
  }
}

package dev.signet.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The interface's records as JSON: names with underscores, nothing for what is not there. */
final class ApiJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private ApiJson() {}

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}

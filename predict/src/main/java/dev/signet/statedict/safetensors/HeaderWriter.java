package dev.signet.statedict.safetensors;

import dev.signet.SignetException;
import dev.signet.config.JsonReason;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON header, padded with spaces so that the data begins at a multiple of 8. */
final class HeaderWriter {
  private static final int ALIGNMENT = 8;

  private HeaderWriter() {}

  /**
   * The header's bytes.
   *
   * @param layout the arrays of {@code stateDict} in the order of their data
   */
  static byte[] write(StateDict stateDict, List<NamedArray> layout) {
    Map<String, Long> begins = new HashMap<>();
    long end = 0;
    for (NamedArray array : layout) {
      begins.put(array.name(), end);
      end += array.byteCount();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      writeMetadata(json, stateDict.metadata());
      for (NamedArray array : stateDict.arrays()) {
        writeEntry(json, array, begins.getOrDefault(array.name(), 0L));
      }
      json.writeEndObject();
    } catch (JacksonException e) {
      throw new SignetException(
          "the names or notes cannot be written as JSON: " + JsonReason.of(e), e);
    }
    while (out.size() % ALIGNMENT != 0) {
      out.write(' ');
    }
    return out.toByteArray();
  }

  private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart(Header.METADATA);
    metadata.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void writeEntry(JsonGenerator json, NamedArray array, long begin) {
    if (array.name().equals(Header.METADATA)) {
      throw new SignetException(
          "safetensors keeps the name %s for notes; rename the array".formatted(Header.METADATA));
    }
    json.writeObjectPropertyStart(array.name());
    json.writeStringProperty("dtype", array.dtype().name());
    json.writeArrayPropertyStart("shape");
    for (long size : array.shape()) {
      json.writeNumber(size);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(begin + array.byteCount());
    json.writeEndArray();
    json.writeEndObject();
  }
}

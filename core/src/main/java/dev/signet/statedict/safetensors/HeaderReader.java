package dev.signet.statedict.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.statedict.DType;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON header token by token, since nobody knows yet whether it is small or sane. */
final class HeaderReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .build();

  private final FileBytes file;
  private final JsonParser json;

  private HeaderReader(FileBytes file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  static Header read(FileBytes file, ByteBuffer header) {
    String text = decode(file, header);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return new HeaderReader(file, json).header(text);
    } catch (JacksonException e) {
      throw new MalformedFileException(
          file.file(), "header", "is not the JSON expected: " + e.getOriginalMessage(), e);
    }
  }

  private static String decode(FileBytes file, ByteBuffer header) {
    byte[] bytes = new byte[header.remaining()];
    header.get(bytes);
    String text = new String(bytes, UTF_8);
    // Invalid bytes were replaced by this character, which may also have been there.
    if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(bytes, text.getBytes(UTF_8))) {
      throw file.malformed("header", "is not valid UTF-8");
    }
    return text;
  }

  private Header header(String text) {
    if (!text.startsWith("{")) {
      throw file.malformed("header, offset 8", "expected a JSON object, which begins with {");
    }
    List<Header.Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    expect(JsonToken.START_OBJECT, "the header");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      requireUnicode(name);
      if (name.equals(Header.METADATA)) {
        readMetadata(metadata);
      } else {
        entries.add(readEntry(name));
      }
    }
    if (json.nextToken() != null) {
      throw file.malformed("header", "goes on after the end of its JSON object");
    }
    return new Header(entries, metadata);
  }

  private void readMetadata(Map<String, String> metadata) {
    expect(JsonToken.START_OBJECT, Header.METADATA);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      expect(JsonToken.VALUE_STRING, "%s '%s'".formatted(Header.METADATA, key));
      metadata.put(requireUnicode(key), requireUnicode(json.getString()));
    }
  }

  private Header.Entry readEntry(String name) {
    String tensor = "tensor " + name;
    @Nullable DType dtype = null;
    @Nullable List<Long> shape = null;
    @Nullable List<Long> offsets = null;
    expect(JsonToken.START_OBJECT, tensor);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      switch (key) {
        case "dtype" -> dtype = readType(tensor);
        case "shape" -> shape = readIntegers(tensor + ", shape");
        case "data_offsets" -> offsets = readIntegers(tensor + ", data_offsets");
        default ->
            throw file.malformed(
                tensor, "has '%s'; expected dtype, shape and data_offsets only".formatted(key));
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw file.malformed(tensor, "expected a dtype, a shape and two data_offsets");
    }
    return checked(new Header.Entry(name, dtype, shape, offsets.get(0), offsets.get(1)));
  }

  private Header.Entry checked(Header.Entry entry) {
    long bytes;
    try {
      bytes =
          Math.multiplyExact(NamedArray.elementCount(entry.shape()), (long) entry.dtype().size());
    } catch (ArithmeticException e) {
      throw file.malformed(entry.place(), String.valueOf(e.getMessage()));
    }
    if (entry.begin() > entry.end() || entry.byteCount() != bytes) {
      throw file.malformed(
          entry.place(),
          "data_offsets [%d, %d] do not hold %s of shape %s, which takes %d bytes"
              .formatted(entry.begin(), entry.end(), entry.dtype(), entry.shape(), bytes));
    }
    return entry;
  }

  private DType readType(String tensor) {
    expect(JsonToken.VALUE_STRING, tensor + ", dtype");
    String name = json.getString();
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw file.malformed(
        tensor,
        "has dtype '%s'; expected one of %s".formatted(name, Arrays.toString(DType.values())));
  }

  private List<Long> readIntegers(String place) {
    expect(JsonToken.START_ARRAY, place);
    List<Long> integers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
        throw file.malformed(place, "expected whole numbers that are not negative");
      }
      integers.add(json.getLongValue());
    }
    return integers;
  }

  private void expect(JsonToken expected, String place) {
    JsonToken token = json.nextToken();
    if (token != expected) {
      throw file.malformed(place, "is %s; expected %s".formatted(token, expected));
    }
  }

  /** JSON can escape half of a surrogate pair, which no other format can keep. */
  private String requireUnicode(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw file.malformed("header", "has a string with half of a surrogate pair");
    }
    return text;
  }
}

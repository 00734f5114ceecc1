package dev.signet.statedict.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.Text;
import dev.signet.config.JsonReason;
import dev.signet.statedict.DType;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.MemoryBudget;
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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON header token by token, since nobody knows yet whether it is small or sane. */
final class HeaderReader {
  private static final int LONGEST_STRING = 4 << 20; // a manifest with golden pictures has 50 KB
  private static final int DEEPEST = 8;

  // What things take in memory, for the budget.
  private static final int ENTRY = 400;
  private static final int NUMBER = 32;
  private static final int NOTE = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_STRING)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private final FileBytes file;
  private final MemoryBudget budget;
  private final JsonParser json;
  private final ByteOffsets offsets;

  private HeaderReader(FileBytes file, JsonParser json, ByteOffsets offsets) {
    this.file = file;
    this.offsets = offsets;
    budget = new MemoryBudget(file);
    this.json = json;
  }

  static Header read(FileBytes file, ByteBuffer header) {
    long chars = HeaderText.requireSound(file, header.duplicate());
    ByteOffsets offsets = new ByteOffsets(header.duplicate(), chars);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), new HeaderText(header))) {
      return new HeaderReader(file, json, offsets).header();
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? 0 : offsets.of(e.getLocation().getCharOffset());
      throw new MalformedFileException(
          file.file(), place(at), "is not the JSON expected: " + JsonReason.of(e), e);
    }
  }

  /** For messages: a position in the header as an offset in the file. */
  static String place(long at) {
    return Text.of("header, offset %d", Long.BYTES + at);
  }

  /** The offset in the file of the token that was read last. */
  private long at() {
    return Long.BYTES + offsets.of(json.currentTokenLocation().getCharOffset());
  }

  private String here(String what) {
    return Text.of("%s, offset %d", what, at());
  }

  private void take(long memory) {
    if (!budget.take(memory)) {
      throw budget.exceeded(here("header"));
    }
  }

  private Header header() {
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
      throw file.malformed(
          here("header"), "goes on after the end of its JSON object; expected only spaces");
    }
    return new Header(entries, metadata);
  }

  private void readMetadata(Map<String, String> metadata) {
    expect(JsonToken.START_OBJECT, Header.METADATA);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      expect(JsonToken.VALUE_STRING, "%s '%s'".formatted(Header.METADATA, key));
      String value = requireUnicode(json.getString());
      take(NOTE + 4L * (key.length() + value.length()));
      metadata.put(requireUnicode(key), value);
    }
  }

  private Header.Entry readEntry(String name) {
    long at = at();
    take(ENTRY + 4L * name.length());
    @Nullable DType dtype = null;
    @Nullable List<Long> shape = null;
    @Nullable List<Long> offsets = null;
    expect(JsonToken.START_OBJECT, "tensor " + name);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      switch (key) {
        case "dtype" -> dtype = readType("tensor " + name);
        case "shape" -> shape = readIntegers("tensor " + name + ", shape");
        case "data_offsets" -> offsets = readIntegers("tensor " + name + ", data_offsets");
        default ->
            throw file.malformed(
                here("tensor " + name),
                "has '%s'; expected dtype, shape and data_offsets only".formatted(key));
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw file.malformed(
          Text.of("tensor %s, offset %d", name, at),
          "expected a dtype, a shape and two data_offsets");
    }
    return checked(new Header.Entry(name, at, dtype, shape, offsets.get(0), offsets.get(1)));
  }

  private Header.Entry checked(Header.Entry entry) {
    long bytes;
    try {
      bytes =
          Math.multiplyExact(NamedArray.elementCount(entry.shape()), (long) entry.dtype().size());
    } catch (ArithmeticException e) {
      throw file.malformed(
          entry.place(), "%s; expected a shape that fits into the file".formatted(e.getMessage()));
    }
    if (entry.begin() > entry.end() || entry.byteCount() != bytes) {
      throw file.malformed(
          entry.place(),
          Text.of(
              "data_offsets [%d, %d] do not hold %s of shape %s; expected %d bytes",
              entry.begin(), entry.end(), entry.dtype(), entry.shape(), bytes));
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
        here(tensor),
        "has dtype '%s'; expected one of %s%s"
            .formatted(
                name,
                Arrays.toString(DType.values()),
                name.startsWith("F") || name.startsWith("C")
                    ? ": in Python, save_file({k: %s for k, v in load_file(FILE).items()}, 'weights.safetensors')"
                        .formatted(
                            name.startsWith("C")
                                ? "v.real.clone() if v.is_complex() else v"
                                : "v.float() if v.is_floating_point() else v")
                    : ""));
  }

  private List<Long> readIntegers(String place) {
    expect(JsonToken.START_ARRAY, place);
    List<Long> integers = new ArrayList<>(4);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
        throw file.malformed(here(place), "expected whole numbers that are not negative");
      }
      take(NUMBER);
      integers.add(json.getLongValue());
    }
    return integers;
  }

  private void expect(JsonToken expected, String place) {
    JsonToken token = json.nextToken();
    if (token != expected) {
      throw file.malformed(here(place), "is %s; expected %s".formatted(token, expected));
    }
  }

  /** JSON can escape half of a surrogate pair, which no other format can keep. */
  private String requireUnicode(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw file.malformed(
          here("header"), "has a string with half of a surrogate pair; expected valid Unicode");
    }
    return text;
  }
}

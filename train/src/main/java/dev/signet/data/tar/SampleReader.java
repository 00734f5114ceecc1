package dev.signet.data.tar;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.data.MappedFile;
import dev.signet.picture.ImageDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Puts the files of one key together to samples. For one thread. */
final class SampleReader {
  private static final Set<String> PICTURES =
      Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff");
  private static final List<String> FIELDS =
      List.of("label", "cls", "class", "class_name", "target", "category");
  private static final int MOST_LABEL = 1 << 20;

  private final Path file;
  private final MappedFile bytes;
  private final List<Sample> samples = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> interned = new HashMap<>();
  private @Nullable Sample picture;
  private @Nullable String key;

  SampleReader(Path file, MappedFile bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** The next file of the archive. Those of a sample follow one another. */
  void add(String name, long offset, long length) {
    int base = name.lastIndexOf('/') + 1;
    int dot = name.indexOf('.', base);
    if (dot <= base) {
      return; // no extension, or a hidden file
    }
    String own = name.substring(0, dot);
    String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (!own.equals(key)) {
      finishSample();
      key = own;
      if (!seen.add(own)) {
        throw new SignetException(
            "%s: the key %s is there twice; the files of a sample must follow one another"
                .formatted(file, own));
      }
    }
    if (PICTURES.contains(extension)) {
      if (picture != null) {
        throw new SignetException(
            "%s: the sample %s has two pictures, %s and %s; one is expected"
                .formatted(file, own, picture.extension(), extension));
      }
      if (length > ImageDecoder.MAX_BYTES) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: the picture %s is larger than %,d bytes",
                file,
                name,
                ImageDecoder.MAX_BYTES));
      }
      picture = new Sample(own, extension, offset, (int) length, "");
    } else if (extension.equals("cls") || extension.equals("json")) {
      labels.put(extension, text(name, offset, length));
    }
  }

  private String text(String name, long offset, long length) {
    if (length > MOST_LABEL) {
      throw new SignetException("%s: %s is too large for a label".formatted(file, name));
    }
    return Shard.text(bytes, offset, (int) length).strip();
  }

  /** All samples, at least one. */
  List<Sample> finish() {
    finishSample();
    if (samples.isEmpty()) {
      throw new SignetException(
          "%s holds no pictures; KEY.jpg beside KEY.cls or KEY.json is expected".formatted(file));
    }
    return List.copyOf(samples);
  }

  private void finishSample() {
    String own = key;
    if (own == null) {
      return;
    }
    String label = label(own);
    Sample sample = picture;
    if (sample != null && label.isEmpty()) {
      throw new SignetException(
          "%s: the picture %s.%s has no label; %s.cls or %s.json with a field label is expected"
              .formatted(file, own, sample.extension(), own, own));
    }
    if (sample == null && !labels.isEmpty()) {
      throw new SignetException(
          "%s: the label %s.%s has no picture; %s.jpg or another picture is expected"
              .formatted(file, own, labels.keySet().iterator().next(), own));
    }
    if (sample != null) {
      String shared = interned.computeIfAbsent(label, word -> word);
      samples.add(
          new Sample(own, sample.extension().intern(), sample.offset(), sample.length(), shared));
    }
    picture = null;
    labels.clear();
  }

  private String label(String own) {
    String plain = labels.get("cls");
    if (plain != null) {
      return plain;
    }
    String json = labels.get("json");
    return json == null ? "" : fromJson(own, json);
  }

  private String fromJson(String own, String json) {
    try {
      JsonNode node = Json.parse(json);
      for (String field : FIELDS) {
        JsonNode value = node.get(field);
        if (value != null && value.isValueNode() && !value.isNull()) {
          return value.asString().strip();
        }
      }
      return "";
    } catch (JacksonException e) {
      throw new SignetException("%s: %s.json is not JSON".formatted(file, own), e);
    }
  }
}

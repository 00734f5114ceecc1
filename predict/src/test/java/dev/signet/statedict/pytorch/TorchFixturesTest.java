package dev.signet.statedict.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Python wrote it (see {@code fixtures/make_torch.py}), Java reads it. */
class TorchFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/torch");

  static Stream<String> files() throws IOException {
    return files(file -> !file.getParent().endsWith("refused"));
  }

  static Stream<String> refused() throws IOException {
    return files(file -> file.getParent().endsWith("refused"));
  }

  private static Stream<String> files(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      return files
          .filter(which)
          .filter(file -> file.toString().matches(".*\\.pth?"))
          .map(file -> FIXTURES.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatPythonWrote(String name) {
    Path file = FIXTURES.resolve(name);
    JsonNode expected =
        JsonMapper.shared()
            .readTree(file.resolveSibling("expected.json").toFile())
            .get(file.getFileName().toString());
    TorchCheckpoint checkpoint = TorchFile.read(file);
    assertThat(checkpoint.key()).isEqualTo(expected.get("key").asString());
    assertThat(checkpoint.skipped()).isEqualTo(strings(expected.get("skipped")));
    assertThat(checkpoint.prefixStripped()).isEqualTo(expected.get("prefixStripped").asBoolean());
    JsonNode tensors = expected.get("tensors");
    assertThat(checkpoint.stateDict().names()).containsExactlyElementsOf(tensors.propertyNames());
    for (NamedArray array : checkpoint.stateDict().arrays()) {
      JsonNode tensor = tensors.get(array.name());
      assertThat(array.dtype().label()).isEqualTo(tensor.get("dtype").asString());
      assertThat(strings(tensor.get("shape")))
          .isEqualTo(array.shape().stream().map(Object::toString).toList());
      assertThat(array.toFloats()).as(array.name()).containsExactly(floats(tensor.get("values")));
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatPythonWroteWithWhatToDo(String name) {
    Path file = FIXTURES.resolve(name);
    String sentence =
        JsonMapper.shared()
            .readTree(file.resolveSibling("refused.json").toFile())
            .get(file.getFileName().toString())
            .asString();
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(sentence)
        .hasMessageMatching(".*offset \\d+.*")
        .hasMessageContaining("expected")
        .message()
        .hasLineCount(1);
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(value -> strings.add(value.asString()));
    return strings;
  }

  private static float[] floats(JsonNode array) {
    float[] floats = new float[array.size()];
    for (int i = 0; i < floats.length; i++) {
      JsonNode value = array.get(i);
      floats[i] =
          switch (value.asString()) {
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            case "nan" -> Float.NaN;
            default -> (float) value.asDouble();
          };
    }
    return floats;
  }
}

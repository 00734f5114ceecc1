package dev.signet.statedict.safetensors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.Mutations;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSafeTensorsTest {
  private static final int ROUNDS = 1000;

  @TempDir Path folder;

  static Stream<Arguments> lengths() {
    return Stream.of(
        arguments("", "header length: should be 8 bytes at offset 0, but the file has 0 bytes"),
        arguments("1234567", "header length: should be 8 bytes"),
        arguments("\3\0\0\0\0\0\0\0{}", "header length, offset 0: is 3; expected at most"),
        arguments("\u00ff".repeat(8) + "{}", "is 18446744073709551615; expected at most"),
        arguments("\u0001\u00e1\u00f5\u0005\0\0\0\0{}", "is 100000001; expected at most 100000000"),
        arguments("\0\0\0\0\0\0\0\0", "expected a JSON object, which begins with {"));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void aHeaderThatIsNotThereIsRefused(String content, String message) throws IOException {
    refused(content.getBytes(ISO_8859_1), message);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        arguments(" {}", "expected a JSON object, which begins with {"),
        arguments("{", "expected a JSON object"),
        arguments("{}x", "is not the JSON expected"),
        arguments("{}{}", "goes on after the end"),
        arguments("{\"a\u00ff\":{}}", "is not valid UTF-8"),
        arguments("{\"\\ud800\":{}}", "urrogate"),
        arguments("{\"__metadata__\":{\"k\":\"\\ud800\"}}", "surrogate pair"),
        arguments("{\"__metadata__\":{\"k\":\"\\udc00\"}}", "surrogate pair"),
        arguments(
            "{\"a\":" + "[".repeat(5000),
            "tensor a, offset 13: is START_ARRAY; expected START_OBJECT"),
        arguments(
            "{\"a\":{}}", "tensor a, offset 9: expected a dtype, a shape and two data_offsets"),
        arguments("{\"a\":null}", "tensor a, offset 13: is VALUE_NULL"),
        arguments("{\"__metadata__\":{\"k\":NaN}}", "is not the JSON expected: Non-standard token"),
        arguments(
            "{\"__metadata__\":{\"k\":1}}", "__metadata__ 'k', offset 29: is VALUE_NUMBER_INT"),
        arguments("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", "the key 'k' stands there twice"),
        arguments(
            "{" + a("F32", "[1]", "0,4") + "," + a("F32", "[1]", "0,4") + "}",
            "stands there twice"),
        arguments(one("F32", "[1]", "0,4,8"), "two data_offsets"),
        arguments(one("F32", "[1]", "0"), "two data_offsets"),
        arguments(one("F32\",\"x\":\"", "[1]", "0,4"), "has 'x'; expected dtype, shape and"),
        arguments(one("C64", "[1]", "0,8"), "has dtype 'C64'; expected one of [F32, "),
        arguments(one("F32", "[-1]", "0,4"), "expected whole numbers that are not negative"),
        arguments(one("F32", "[1.0]", "0,4"), "expected whole numbers that are not negative"),
        arguments(one("F32", "[18446744073709551616]", "0,4"), "is not the JSON expected"),
        arguments(one("F32", "1", "0,4"), "is VALUE_NUMBER_INT; expected START_ARRAY"),
        arguments(one("F32", "[4294967296,4294967296]", "0,0"), "more than 2^63 elements"),
        arguments(one("F64", "[4611686018427387904]", "0,0"), "long overflow"),
        arguments(one("F32", "[2]", "0,4"), "do not hold F32 of shape [2]; expected 8 bytes"),
        arguments(one("F32", "[0]", "4,0"), "data_offsets [4, 0] do not hold"),
        arguments(one("F32", "[1]", "4,8"), "its data begins at 4 behind the header; expected 0"),
        arguments(one("F32", "[1]", "0,4"), "the tensors take 4 bytes, but 8 follow the header"),
        arguments(one("F32", "[3]", "0,12"), "the tensors take 12 bytes, but 8 follow"),
        arguments(two("0,4", "2,6"), ": its data begins at 2 behind the header; expected 4"),
        arguments(two("0,4", "0,4"), ": its data begins at 0 behind the header; expected 4"),
        arguments(two("4,8", "4,8"), "its data begins at 4 behind the header; expected 0"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderThatDoesNotAddUpIsRefused(String header, String message) throws IOException {
    refused(file(header), message);
  }

  @Test
  void headersMayBePaddedAndTensorsMayBeEmpty() throws IOException {
    Path file = folder.resolve("net.safetensors");
    Files.write(file, file("{" + a("F64", "[1]", "0,8") + "," + b("F32", "[0,7]", "0,0") + "}  "));
    assertThat(SafeTensorsFile.read(file).names()).containsExactly("a", "b");
  }

  @Test
  void noPrefixOfAFileIsRead() throws IOException {
    Path file = folder.resolve("net.safetensors");
    byte[] whole = sound(file);
    for (int length = 0; length < whole.length; length++) {
      Mutations.replace(file, Arrays.copyOf(whole, length));
      assertThat(Mutations.survives(file, HostileSafeTensorsTest::read)).isFalse();
    }
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    Path file = folder.resolve("net.safetensors");
    byte[] sound = sound(file);
    Mutations mutations = new Mutations();
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Mutations.replace(file, mutations.mutate(sound));
      if (Mutations.survives(file, HostileSafeTensorsTest::read)) {
        read++;
      }
    }
    assertThat(read).isBetween(1, ROUNDS / 2);
  }

  private static byte[] sound(Path file) throws IOException {
    SafeTensorsFile.write(Samples.withMetadata(), file);
    return Files.readAllBytes(file);
  }

  private static void read(Path file) {
    SafeTensorsFile.read(file).arrays().forEach(NamedArray::toFloats);
  }

  private void refused(byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve("net.safetensors"), content);
    assertThatThrownBy(() -> SafeTensorsFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  /** A file with 8 bytes of data. */
  private static byte[] file(String header) {
    byte[] bytes = header.getBytes(ISO_8859_1);
    byte[] file = new byte[8 + bytes.length + 8];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).put(bytes);
    return file;
  }

  private static String one(String dtype, String shape, String offsets) {
    return "{" + a(dtype, shape, offsets) + "}";
  }

  private static String two(String first, String second) {
    return "{" + a("F32", "[1]", first) + "," + b("F32", "[1]", second) + "}";
  }

  private static String a(String dtype, String shape, String offsets) {
    return "\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%s]}"
        .formatted(dtype, shape, offsets);
  }

  private static String b(String dtype, String shape, String offsets) {
    return a(dtype, shape, offsets).replaceFirst("a", "b");
  }
}

package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.statedict.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the format before PyTorch 1.6 that lie, written as text, one character a byte. */
class HostileLegacyTest {
  private static final String START =
      "\u0080\2\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\2M\u00e9\3.\u0080\2}.";

  /** {'w': two floats of storage 7}. */
  private static final String OBJECT =
      "\u0080\2}X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n"
          + "FloatStorage\nX\1\0\0\0007X\3\0\0\0cpuK\2NtQK\0K\2\u0085K\1\u0085\u0089}tRs.";

  private static final String KEYS = "\u0080\2]X\1\0\0\0007a.";
  private static final String STORAGE = "\2\0\0\0\0\0\0\0" + "\0\0\u0080?\0\0\0@";

  @TempDir Path folder;

  static Stream<Arguments> lies() {
    return Stream.of(
        arguments(START.replace("\u0019", "\u0018"), "its magic number is wrong"),
        arguments(START.replace("\u00e9", "\u00e8"), "its protocol version is wrong"),
        arguments(START, "the pickle ends too early"),
        arguments(START + OBJECT, "the pickle ends too early"),
        arguments(START + OBJECT + "}.", "expected a list of storage keys"),
        arguments(START + OBJECT + "].", "the list of storage keys has 0, but the tensors use 1"),
        arguments(START + OBJECT + "]K\7a.", "has one that no tensor uses"),
        arguments(START + OBJECT + KEYS.replace('7', '8'), "has one that no tensor uses"),
        arguments(
            START + OBJECT + "]X\1\0\0\0007aX\1\0\0\0007a." + STORAGE + STORAGE,
            "the list of storage keys has 7 twice"),
        arguments(START + OBJECT + KEYS, "storage 7, its length: should be 8 bytes at offset"),
        arguments(
            START + OBJECT + KEYS + STORAGE.replace('\2', '\3'), "has 3 elements; expected 2"),
        arguments(
            START + OBJECT + KEYS + "\2" + "\0".repeat(14), "storage 7: should be 8 bytes at"),
        arguments(
            START + OBJECT + KEYS + STORAGE + "x", "1 bytes after the last storage; expected none"),
        arguments(
            START + OBJECT.replace("K\2NtQK\0K\2", "K\2NtQK\1K\2") + KEYS + STORAGE,
            "tensor w, pickles, offset 131: shape [2] with strides [1] at offset 1 reaches beyond"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void isRefusedWithASentence(String content, String message) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void theCraftedFileIsOtherwiseValid() throws IOException {
    Path file = write(START + OBJECT + KEYS + STORAGE);
    assertThat(TorchFile.read(file).stateDict().get("w").toFloats()).containsExactly(1, 2);
  }

  private Path write(String content) throws IOException {
    return Files.write(folder.resolve("net.pth"), content.getBytes(ISO_8859_1));
  }
}

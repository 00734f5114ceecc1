package dev.signet.statedict.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.statedict.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the right kind that lie about what is in them. */
class HostileTorchTest {
  private static final long HUGE = Long.MAX_VALUE;

  @TempDir Path folder;

  static Stream<Arguments> views() {
    return Stream.of(
        arguments(
            0, List.of(5L), List.of(1L), "reaches beyond its storage; expected at most 4 elements"),
        arguments(1, List.of(2L, 2L), List.of(2L, 1L), "reaches beyond its storage"),
        arguments(5, List.of(0L), List.of(1L), "reaches beyond its storage"),
        arguments(-1, List.of(2L), List.of(1L), "at offset -1 reaches beyond"),
        arguments(HUGE, List.of(2L), List.of(1L), "long overflow"),
        arguments(HUGE, List.of(), List.of(), "reaches beyond its storage"),
        arguments(3, List.of(2L), List.of(-1L), "has the negative stride -1"),
        arguments(0, List.of(2L), List.of(HUGE), "reaches beyond its storage"),
        arguments(0, List.of(3L), List.of(HUGE), "long overflow"),
        arguments(0, List.of(-4L), List.of(1L), "shape [-4] has a negative size"),
        arguments(0, List.of(HUGE, 3L), List.of(1L, 1L), "has more than 2^63 elements"),
        arguments(0, List.of(1L << 32, 1L << 32), List.of(0L, 0L), "more than 2^63 elements"),
        arguments(0, List.of(2L), List.of(), "has 1 sizes and 0 strides; expected as many"),
        arguments(0, List.of(1L << 40), List.of(0L), "unfolds to 1099511627776 elements"),
        arguments(0, List.of(1L << 62), List.of(0L), "unfolds to 4611686018427387904 elements"),
        arguments(0, List.of(1L << 20, 2L), List.of(0L, 1L), "unfolds to 2097152 elements"));
  }

  @ParameterizedTest
  @MethodSource("views")
  void aViewThatIsNotInItsStorageIsRefused(
      long offset, List<Long> shape, List<Long> strides, String message) {
    refused(CraftedTorch.oneTensor(offset, shape, strides), "tensor w", message);
  }

  static Stream<Arguments> archives() {
    String storage = "entry net/data/0";
    return Stream.of(
        arguments(CraftedTorch.valid().with("net/data/0", "123"), storage, "has 3 bytes; expected"),
        arguments(CraftedTorch.valid().with("net/data/0", new byte[17]), storage, "has 17 bytes"),
        arguments(CraftedTorch.valid().without("net/data/0"), storage, "is missing"),
        arguments(
            CraftedTorch.valid().without("net/data.pkl"),
            "ZIP directory",
            "no entry 'net/data.pkl'"),
        arguments(
            CraftedTorch.valid().with("net/constants.pkl", "").compressed(),
            "constants.pkl",
            "TorchScript"),
        arguments(
            CraftedTorch.valid().with("net/byteorder", "middle"),
            "byteorder",
            "is 'middle'; expected little or big"),
        arguments(
            CraftedTorch.valid().with("net/bomb", new byte[1 << 20]).compressed(),
            "entry net/data.pkl",
            "is compressed or encrypted"),
        arguments(
            CraftedTorch.pickled("]."),
            "entry net/data.pkl, offset 0",
            "holds list; expected a state_dict"),
        arguments(
            CraftedTorch.pickled("}X\5\0\0\0epochK\1s."),
            "entry net/data.pkl, offset 0",
            "there is: epoch (int)"),
        arguments(
            CraftedTorch.pickled("}q\0X\12\0\0\0state_dicth\0s."),
            "entry net/data.pkl, offset 0",
            "there is: state_dict (dict)"),
        arguments(CraftedTorch.pickled(""), "entry net/data.pkl, offset 42", "ends too early"));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void anArchiveThatDoesNotAddUpIsRefused(CraftedTorch file, String place, String message) {
    refused(file, place, message);
  }

  static Stream<Arguments> foreignFiles() {
    return Stream.of(
        arguments("", "not a file of torch.save"),
        arguments("PK", "not a file of torch.save"),
        arguments("\u0089HDF\r\n", "not a file of torch.save"),
        arguments("PK\3\4" + "\0".repeat(100), "no ZIP end record; expected one"),
        arguments("x".repeat(257) + "ustar" + "\0".repeat(300), "a tar file"),
        arguments("\u0080\2}.", "its magic number is wrong"),
        arguments("\u0080\2cos\nsystem\n.", "wants os.system"));
  }

  @ParameterizedTest
  @MethodSource("foreignFiles")
  void aFileOfAnotherFormatIsRefused(String content, String message) throws IOException {
    Path file = folder.resolve("net.pt");
    Files.write(file, content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void theCraftedFileIsOtherwiseValid() {
    Path file = CraftedTorch.valid().save(folder.resolve("net.pt"));
    assertThat(TorchFile.read(file).stateDict().get("w").shape()).containsExactly(2L, 2L);
  }

  @Test
  void anEmptyViewMayBeAnywhereInItsStorage() {
    CraftedTorch empty = CraftedTorch.oneTensor(4, List.of(0L, HUGE), List.of(HUGE, HUGE));
    assertThat(TorchFile.read(empty.save(folder.resolve("net.pt"))).stateDict().byteCount())
        .isZero();
  }

  @Test
  void whatWasSkippedIsSafeToPrint() {
    CraftedTorch odd = CraftedTorch.pickled("}X\5\0\0\0\u001b[2JaK\1s.");
    refused(odd, "entry net/data.pkl, offset 0", "there is: ?[2Ja (int)");
  }

  private void refused(CraftedTorch crafted, String place, String message) {
    Path file = crafted.save(folder.resolve("net.pt"));
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(place)
        .hasMessageContaining(message);
  }
}

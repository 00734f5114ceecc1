package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.statedict.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ZIP files whose directory lies. Each case changes a few bytes of a sound file. */
class HostileZipTest {
  private static final String FIRST = "entry net/data.pkl";

  @TempDir Path folder;

  static Stream<Arguments> lies() {
    return Stream.of(
        lie(
            "no directory there",
            zip -> zip.putInt(end(zip) + 16, 0),
            "expected a directory entry"),
        lie(
            "directory beyond",
            zip -> zip.putInt(end(zip) + 16, 1 << 30),
            "at offset 1073741824 do not fit"),
        lie("too many", zip -> zip.putShort(end(zip) + 10, (short) 60_000), "60000 entries"),
        lie("one more", zip -> zip.putShort(end(zip) + 10, (short) 3), "3 entries"),
        lie("one less", zip -> zip.putShort(end(zip) + 10, (short) 1), "after its last entry"),
        lie("long comment", zip -> zip.putShort(end(zip) + 20, (short) 1), "no ZIP end record"),
        lie("no locator", zip -> zip.putShort(end(zip) + 10, (short) -1), "a ZIP64 locator"),
        lie(
            "encrypted",
            zip -> zip.putShort(central(zip) + 8, (short) 1),
            "entry net/data.pkl, offset 0: is compressed"),
        lie(
            "deflated",
            zip -> zip.putShort(central(zip) + 10, (short) 8),
            "entry net/data.pkl, offset 0: is compressed"),
        lie(
            "inflated",
            zip -> zip.putInt(central(zip) + 24, 1 << 30),
            "entry net/data.pkl, offset 0: is compressed"),
        lie("no ZIP64 size", zip -> zip.putInt(central(zip) + 24, -1), "lacks its ZIP64 sizes"),
        lie(
            "long",
            HostileZipTest::makeLong,
            "entry net/data.pkl, offset 0: should be 1073741824 bytes at offset"),
        lie(
            "long name",
            zip -> zip.putShort(central(zip) + 28, (short) -1),
            "beyond the directory"),
        lie(
            "elsewhere",
            zip -> zip.putInt(central(zip) + 42, 5),
            "entry net/data.pkl, offset 5: expected its local"),
        lie("far away", zip -> zip.putInt(central(zip) + 42, -2), "at offset 4294967294"),
        lie("long header", zip -> zip.putShort(28, (short) -1), FIRST),
        lie("overlap", zip -> zip.putInt(second(zip) + 42, 0), "starts inside entry net/data"),
        lie("twice", HostileZipTest::nameTwice, "is in the ZIP directory twice"),
        lie("damaged", zip -> zip.put(60, (byte) 0), "entry net/data.pkl, offset 0: is damaged"),
        lie("nameless", zip -> zip.put(central(zip) + 46 + 3, (byte) '_'), "no entry 'data.pkl'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void isRefusedWithASentence(String name, Consumer<ByteBuffer> lie, String message)
      throws IOException {
    Path file = folder.resolve("net.pt");
    Files.write(file, changed(lie));
    assertThatThrownBy(() -> TorchFile.read(file))
        .as(name)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void aMissingChecksumIsNoDamage() throws IOException {
    Path file = folder.resolve("net.pt");
    Files.write(file, changed(zip -> zip.putInt(central(zip) + 16, 0)));
    assertThat(TorchFile.read(file).stateDict().size()).isEqualTo(1);
  }

  @Test
  void zip64IsUnderstood() throws IOException {
    byte[] sound = changed(zip -> {});
    ByteBuffer zip = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(zip);
    int directoryAt = zip.getInt(end + 16);
    ByteBuffer wide = ByteBuffer.allocate(sound.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(sound, 0, end).putInt(0x06064b50).putLong(44).putInt(0).putLong(0);
    wide.putLong(2).putLong(2).putLong(end - directoryAt).putLong(directoryAt);
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    wide.put(sound, end, 22).putInt(wide.capacity() - 6, -1);
    Path file = folder.resolve("net.pt");
    Files.write(file, wide.array());
    assertThat(TorchFile.read(file).stateDict().size()).isEqualTo(1);

    wide.putLong(end + 76 - 12, Long.MAX_VALUE);
    Files.write(file, wide.array());
    assertThatThrownBy(() -> TorchFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("ZIP64 end record: should be 56 bytes at offset 9223372036854775807");
  }

  private static Arguments lie(String name, Consumer<ByteBuffer> change, String message) {
    return arguments(name, change, message);
  }

  private byte[] changed(Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = Files.readAllBytes(CraftedTorch.valid().save(folder.resolve("sound.pt")));
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  private static int end(ByteBuffer zip) {
    return zip.limit() - 22;
  }

  private static int central(ByteBuffer zip) {
    return zip.getInt(end(zip) + 16);
  }

  private static int second(ByteBuffer zip) {
    return central(zip) + 46 + "net/data.pkl".length();
  }

  private static void makeLong(ByteBuffer zip) {
    zip.putInt(central(zip) + 20, 1 << 30).putInt(central(zip) + 24, 1 << 30);
  }

  /** Gives the first entry the second one's shorter name, and the rest of it as a comment. */
  private static void nameTwice(ByteBuffer zip) {
    int first = central(zip);
    byte[] name = "net/data/0".getBytes(US_ASCII);
    zip.putShort(first + 28, (short) name.length).putShort(first + 32, (short) 2);
    zip.put(first + 46, name);
  }
}

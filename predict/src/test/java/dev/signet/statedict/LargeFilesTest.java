package dev.signet.statedict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of more than 2 GB. They are sparse: they take no space on the disk. */
class LargeFilesTest {
  private static final long HALF = 3L << 29; // 1.5 GiB
  private static final long HOLE = 5L << 29; // 2.5 GiB

  @TempDir Path folder;

  @Test
  void safetensorsFileOfThreeGigabytesIsRead() throws IOException {
    String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[402653184],\"data_offsets\":[%d,%d]}";
    String header =
        "{%s,%s}".formatted(entry.formatted("a", 0, HALF), entry.formatted("b", HALF, 2 * HALF));
    Path file = folder.resolve("large.safetensors");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] bytes = header.getBytes(UTF_8);
      out.writeLong(Long.reverseBytes(bytes.length));
      out.write(bytes);
      out.setLength(Long.BYTES + bytes.length + 2 * HALF);
      out.seek(out.length() - Float.BYTES);
      out.writeInt(Integer.reverseBytes(Float.floatToIntBits(2.5f)));
    }
    NamedArray last = SafeTensorsFile.read(file).get("b");
    assertThat(last.elementCount()).isEqualTo(402_653_184);
    assertThat(last.data().getFloat((int) HALF - Float.BYTES)).isEqualTo(2.5f);
  }

  @Test
  void torchFileWhoseStorageLiesBehindTwoGigabytesIsRead() throws IOException {
    ByteBuffer zip = ByteBuffer.wrap(HostileTorch.sound()).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.limit() - 22;
    int directory = zip.getInt(end + 16);
    int second = directory + 46 + "net/data.pkl".length();
    int storage = zip.getInt(second + 42);
    zip.putInt(second + 42, (int) (storage + HOLE)).putInt(end + 16, (int) (directory + HOLE));
    Path file = folder.resolve("large.pt");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(zip.array(), 0, storage);
      out.seek(storage + HOLE);
      out.write(zip.array(), storage, zip.limit() - storage);
    }
    assertThat(TorchFile.read(file).stateDict().get("w").toFloats()).containsExactly(0, 0, 0, 0);
  }
}

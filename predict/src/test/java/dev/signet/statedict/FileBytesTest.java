package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  void slicesAreCheckedAgainstTheFile() throws IOException {
    Path file = Files.write(folder.resolve("a.bin"), new byte[] {1, 2, 3, 4});
    FileBytes bytes = FileBytes.open(file);
    assertThat(bytes.size()).isEqualTo(4);
    assertThat(bytes.slice(1, 2, "middle").getShort()).isEqualTo((short) 0x0302);
    assertThat(bytes.slice(4, 0, "end").hasRemaining()).isFalse();
    long[][] outside = {{-1, 1}, {0, 5}, {5, 0}, {1, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}, {1, -1}};
    for (long[] part : outside) {
      assertThatThrownBy(() -> bytes.slice(part[0], part[1], "part"))
          .isInstanceOf(MalformedFileException.class)
          .hasMessage(
              "%s: part: should be %d bytes at offset %d, but the file has 4 bytes",
              file, part[1], part[0]);
    }
  }

  @Test
  void aSmallFileMayChangeWhileItsBytesAreInUse() throws IOException {
    Path file = Files.write(folder.resolve("a.bin"), new byte[] {1, 2});
    ByteBuffer slice = FileBytes.open(file).slice(0, 2, "all");
    Files.write(file, new byte[0]);
    assertThat(slice.getShort()).isEqualTo((short) 0x0201);
  }

  /** The file is sparse: it takes no space on the disk. */
  @Test
  void filesBeyondTwoGigabytesAreMappedInWindows() throws IOException {
    Path file = folder.resolve("large.bin");
    long[] marks = {0, GIB - 4, GIB - 2, GIB, 2 * GIB - 2, 2 * GIB, 3 * GIB - 4};
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(3 * GIB);
      for (long mark : marks) {
        out.seek(mark);
        out.write(new byte[] {1, 2, 3, 4});
      }
    }
    FileBytes bytes = FileBytes.open(file);
    for (long mark : marks) {
      assertThat(bytes.slice(mark, 2, "mark").getShort()).isEqualTo((short) 0x0201);
    }
    assertThat(bytes.slice(2 * GIB - 2, 4, "across").get(2)).isEqualTo((byte) 1);
    assertThat(bytes.slice(3 * GIB, 0, "end").hasRemaining()).isFalse();
    ByteBuffer wide = bytes.slice(GIB - 4, 2 * GIB - 1, "wide");
    assertThat(wide.get(0)).isEqualTo((byte) 1);
    assertThat(wide.getShort((int) GIB + 4)).isEqualTo((short) 0x0201);
    assertThatThrownBy(() -> bytes.slice(0, 2 * GIB, "tensor w"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(
            "tensor w: has 2147483648 bytes; at most 2147483647 (2 GB) can be read at once");
  }
}

package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Damages files at random, always in the same way, and checks that readers complain properly. */
public final class Mutations {
  private static final byte[] NASTY = {
    0, 1, -1, Byte.MIN_VALUE, Byte.MAX_VALUE, '(', '}', 'R', '9'
  };

  private final Random random = new Random(20);

  /** A copy with one to four bytes changed, or a piece cut out, doubled or swapped. */
  public byte[] mutate(byte[] original) {
    byte[] bytes = original.clone();
    int from = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(16, bytes.length - from) + 1);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, from);
      }
      case 1 -> {
        System.arraycopy(bytes, from + length, bytes, from, bytes.length - from - length);
        return Arrays.copyOf(bytes, bytes.length - length);
      }
      case 2 -> System.arraycopy(bytes, from, bytes, random.nextInt(from + 1), length);
      case 3 -> Arrays.fill(bytes, from, from + length, (byte) -1);
      default -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = value();
        }
      }
    }
    return bytes;
  }

  private byte value() {
    return random.nextBoolean()
        ? NASTY[random.nextInt(NASTY.length)]
        : (byte) random.nextInt(Byte.MIN_VALUE, Byte.MAX_VALUE + 1);
  }

  /** Writes a file anew: ext4 waits for the disk when an old one is overwritten. */
  public static void replace(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
  }

  /** Reads a file that may be damaged; nothing but a one-line complaint about it may come out. */
  public static boolean survives(Path file, Consumer<Path> reader) {
    try {
      reader.accept(file);
      return true;
    } catch (SignetException e) {
      assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("\n");
      return false;
    }
  }
}

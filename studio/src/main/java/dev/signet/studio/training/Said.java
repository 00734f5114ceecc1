package dev.signet.studio.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a process has said, from the end of its log. */
final class Said {
  private static final int TAIL_BYTES = 16 << 10;

  private Said() {}

  /** The last lines; none if there is no log. */
  static List<String> lines(Path log) {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = Math.max(0, bytes.length - TAIL_BYTES);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What follows these words in the last line that begins with them. */
  static Optional<String> last(Path log, String words) {
    return lines(log).stream()
        .filter(line -> line.startsWith(words))
        .reduce((first, second) -> second)
        .map(line -> line.substring(words.length()));
  }
}

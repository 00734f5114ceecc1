package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of a run that others write: it is parsed again when it has changed. Nothing outside of a
 * folder is read, wherever links lead. Not safe for use by several threads.
 *
 * @param <T> what it holds
 */
final class RunFile<T> {
  private static final long MOST_BYTES = 32 << 20;

  private final Path root;
  private final Path file;
  private final Function<Path, T> parser;
  private @Nullable Stamp stamp;
  private Optional<T> value = Optional.empty();
  private Optional<String> problem = Optional.empty();

  /** What tells one content of the file from another. */
  private record Stamp(long modified, long size, @Nullable Object key) {}

  /**
   * A file that may be there.
   *
   * @param root that it must lie in
   */
  RunFile(Path root, Path file, Function<Path, T> parser) {
    this.root = root;
    this.file = file;
    this.parser = parser;
  }

  /** Looks whether the file has changed. */
  void refresh() {
    try {
      Stamp now = stampOf(Files.readAttributes(file, BasicFileAttributes.class));
      if (!now.equals(stamp)) {
        stamp = now;
        take(now);
      }
    } catch (IOException e) { // there is none
      stamp = null;
      value = Optional.empty();
      problem = Optional.empty();
    }
  }

  private void take(Stamp now) throws IOException {
    value = Optional.empty();
    problem = Optional.empty();
    try {
      if (now.size() > MOST_BYTES) {
        throw new SignetException(
            Text.of("%s has %,d bytes, but at most %,d are read", file, now.size(), MOST_BYTES));
      }
      if (!liesIn(root, file)) {
        throw new SignetException("%s leads out of %s".formatted(file, root));
      }
      value = Optional.of(parser.apply(file));
    } catch (RuntimeException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a regular file is in a folder once all links are followed. */
  static boolean liesIn(Path root, Path file) throws IOException {
    return Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath());
  }

  private static Stamp stampOf(BasicFileAttributes file) {
    return new Stamp(file.lastModifiedTime().toMillis(), file.size(), file.fileKey());
  }

  /** What it holds; empty if it is not there or damaged. */
  Optional<T> value() {
    return value;
  }

  /** What is wrong with it. */
  Optional<String> problem() {
    return problem;
  }

  /** When it was written, milliseconds since 1970; 0 if it is not there. */
  long modified() {
    return stamp == null ? 0 : stamp.modified();
  }
}

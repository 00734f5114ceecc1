package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.files.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder with a user's cached pictures, one HDF5 file for each set of them. Immutable.
 *
 * @param path the folder, which need not exist
 */
public record CacheFolder(Path path) {
  /** Names another folder than the usual one. */
  public static final String VARIABLE = "SIGNET_PICTURE_CACHE";

  /** A writer that has not written for so long is gone. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final String ENDING = ".h5";

  /**
   * A file of the folder.
   *
   * @param file where it is
   * @param bytes its length
   * @param about what is in it; empty for what a killed process left and for damaged files
   */
  public record Entry(Path file, long bytes, Optional<CachedPictures.About> about) {}

  /** {@code SIGNET_PICTURE_CACHE}, or the folder where the system keeps what can be made again. */
  public static CacheFolder usual() {
    return new CacheFolder(usual(System.getenv(), System.getProperty("os.name", "")));
  }

  static Path usual(Map<String, String> environment, String system) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    Path home = Path.of(System.getProperty("user.home", "."));
    String os = system.toLowerCase(Locale.ROOT);
    Path caches;
    if (os.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      caches = local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
    } else if (os.startsWith("mac")) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
      caches = xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    }
    return caches.resolve("signet").resolve("pictures");
  }

  /** The file for the pictures with this key. */
  Path file(String key) {
    return path.resolve(key.substring(0, 32) + ENDING);
  }

  /** Bytes that can still be written here, as far as the system says. */
  long room() {
    try {
      Path there = path.toAbsolutePath();
      while (there != null && !Files.isDirectory(there)) {
        there = there.getParent();
      }
      return there == null ? Long.MAX_VALUE : Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // the writing will tell
    }
  }

  /** Deletes what killed writers left a while ago; another one may be writing now. */
  void tidy() {
    for (Path file : files()) {
      try {
        Instant old = Instant.now().minus(ABANDONED);
        if (TemporaryFiles.isTemporary(file)
            && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // somebody else was faster
      }
    }
  }

  /** What is in the folder, also halves that killed processes left. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files()) {
      try {
        entries.add(new Entry(file, Files.size(file), CachedPictures.about(file)));
      } catch (IOException e) {
        // gone meanwhile
      }
    }
    return entries;
  }

  /**
   * Deletes all files of the folder that are caches or halves of them.
   *
   * @return bytes that are free again
   * @throws SignetException if one cannot be deleted
   */
  public long clear() {
    long freed = 0;
    for (Path file : files()) {
      try {
        long bytes = Files.size(file);
        Files.delete(file);
        freed += bytes;
      } catch (IOException e) {
        throw new SignetException(
            "%s cannot be deleted: %s; end the runs that use it".formatted(file, Reason.of(e)), e);
      }
    }
    return freed;
  }

  private List<Path> files() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING) || TemporaryFiles.isTemporary(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be listed: %s; check that it may be read".formatted(path, Reason.of(e)), e);
    }
  }
}

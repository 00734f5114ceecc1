package dev.signet.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads a native library that lies in a jar from one copy on the disk, in the folder where JavaCPP
 * keeps the others, so that one option moves all of them. Thread-safe: it keeps no state.
 */
final class NativeCopy {
  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private NativeCopy() {}

  /**
   * Loads the library of this platform.
   *
   * @param owner a class of the loader that is to have the library
   * @param name what people call it
   * @param library its name without what platforms put around it
   * @param root the folder in the jar: {@code root/Linux/x86_64/libwebp-imageio.so} for instance
   * @throws UnsatisfiedLinkError with a clause that says why it cannot be loaded and what helps
   */
  static void load(Class<?> owner, String name, String library, String root) {
    String file = System.mapLibraryName(library);
    byte[] content = resource(owner, root + platform() + "/" + file);
    if (content == null) {
      throw new UnsatisfiedLinkError(
          "there is no %s for %s; save the picture as PNG or JPEG".formatted(name, platform()));
    }
    List<String> problems = new ArrayList<>();
    for (Path folder : folders()) {
      try {
        System.load(copy(folder, content, file).toString());
        return;
      } catch (IOException | UnsatisfiedLinkError e) {
        problems.add("%s (%s)".formatted(folder, firstLine(e)));
      }
    }
    throw new UnsatisfiedLinkError(
        "%s cannot be loaded from %s; name a folder that may be written and run from with SIGNET_JAVA_OPTS=-D%s=DIR"
            .formatted(name, String.join(" or ", problems), FOLDER));
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "it cannot be written" : e.getMessage();
    String line = message.lines().findFirst().orElse(message);
    // Java puts the library's name before the system's words, twice.
    return e instanceof FileSystemException
        ? "it cannot be written"
        : line.substring(line.lastIndexOf(": ") + 1).strip();
  }

  /** {@code Linux/x86_64}, {@code Mac/aarch64}, {@code Windows/x86_64}. */
  private static String platform() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String folder =
        system.startsWith("Windows") ? "Windows" : system.startsWith("Mac") ? "Mac" : system;
    return folder + "/" + (processor.equals("amd64") ? "x86_64" : processor);
  }

  private static byte @Nullable [] resource(Class<?> owner, String path) {
    try (InputStream in = owner.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  /** JavaCPP's folders, in its order. A home that is unknown is called "?". */
  private static List<Path> folders() {
    String named = System.getProperty(FOLDER);
    if (named != null) {
      return List.of(Path.of(named));
    }
    List<Path> folders = new ArrayList<>();
    Path home = Path.of(System.getProperty("user.home", "?"));
    if (home.isAbsolute()) {
      folders.add(home.resolve(".javacpp").resolve("cache"));
    }
    String user = System.getProperty("user.name", "signet");
    folders.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), ".javacpp-" + user, "cache"));
    return folders;
  }

  /**
   * What is there already is compared, not trusted: a copy may have been cut off, or be another's.
   */
  static Path copy(Path folder, byte[] content, String file) throws IOException {
    String fingerprint = Integer.toHexString(Arrays.hashCode(content));
    Path place = folder.resolve("signet-" + fingerprint).resolve(file).toAbsolutePath();
    if (Files.isRegularFile(place) && Arrays.equals(Files.readAllBytes(place), content)) {
      return place;
    }
    Files.createDirectories(place.getParent());
    Path temporary = Files.createTempFile(place.getParent(), "part", ".tmp");
    try {
      Files.write(temporary, content);
      if (!temporary.toFile().setReadable(true, false)) { // other users may share the folder
        throw new IOException("its permissions cannot be set");
      }
      Files.move(
          temporary, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return place;
  }
}

package dev.signet.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Native libraries out of jars, one copy of each for all programs and starts, in the {@link
 * NativeFolder}.
 */
public final class NativeFiles {
  private static final String BUNDLED = "signet.natives";

  private NativeFiles() {}

  /**
   * The folder of a distribution that holds all libraries unpacked, side by side, so that none is
   * ever written; named by the system property {@code signet.natives}.
   */
  public static Optional<Path> bundled() {
    return Optional.ofNullable(System.getProperty(BUNDLED)).map(Path::of);
  }

  /**
   * Unpacks libraries that are not there yet; those of {@link #bundled} are.
   *
   * @param owner a class of the jar that holds them
   * @param folder of the libraries in the jar, with a slash at both ends
   * @param names of the libraries, as files
   * @param product what the libraries are, for a jar that has no name
   * @return the folder that they lie in now
   * @throws IllegalStateException if the jar does not hold them
   * @throws dev.signet.SignetException if there is no folder for them, or they cannot be written
   */
  public static Path unpacked(Class<?> owner, String folder, List<String> names, String product) {
    if (bundled().isPresent()) {
      return bundled().orElseThrow();
    }
    Path target =
        NativeFolder.choose().resolve(jarOf(owner).orElse(product)).resolve(folder.substring(1));
    for (String name : names) {
      URL resource = owner.getResource(folder + name);
      if (resource == null) {
        throw new IllegalStateException("there is none for this platform");
      }
      try {
        unpack(resource, target.resolve(name));
      } catch (IOException e) {
        throw new IllegalStateException("%s is unreadable: %s".formatted(resource, e), e);
      }
    }
    return target;
  }

  private static Optional<String> jarOf(Class<?> owner) {
    return Optional.ofNullable(owner.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(url -> url.getPath().replaceFirst("/+$", ""))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .filter(name -> !name.isEmpty());
  }

  private static void unpack(URL resource, Path file) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      if (!isCopy(file, connection)) {
        AtomicFile.write(file, in::transferTo);
      }
    }
  }

  /** By its size and its checksum, which the jar knows: a few milliseconds for 30 MB. */
  private static boolean isCopy(Path file, URLConnection connection) throws IOException {
    return connection instanceof JarURLConnection jar
        && Files.isRegularFile(file)
        && Files.size(file) == jar.getContentLengthLong()
        && checksum(file) == jar.getJarEntry().getCrc();
  }

  private static long checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (FileChannel channel = FileChannel.open(file)) {
      checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
    return checksum.getValue();
  }
}

package dev.signet.files;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that native libraries are unpacked to. It is the one that was asked for; else
 * JavaCPP's cache in the home folder; where there is no home that can be written to, one in the
 * folder for temporary files. Safe for use by many threads.
 */
public final class NativeFolder {
  /** The system property by which JavaCPP is told. */
  public static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** The environment variable that stands for it. */
  public static final String VARIABLE = "SIGNET_CACHE";

  /** What to do where no folder is good enough. */
  public static final String ADVICE =
      "name a folder that can be written to and holds programs (SIGNET_CACHE=DIR)";

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private NativeFolder() {}

  /**
   * Chooses it, makes it, and tells JavaCPP, which must not have been asked for it before.
   *
   * @throws SignetException if there is none that can be written to and that programs are run from
   */
  public static synchronized Path choose() {
    String asked =
        Optional.ofNullable(System.getProperty(PROPERTY)).orElseGet(() -> System.getenv(VARIABLE));
    List<String> problems = new ArrayList<>();
    Path chosen =
        asked == null || asked.isBlank()
            ? chooseUnasked(problems)
            : check(asked, Path.of(asked), false, problems);
    if (chosen == null) {
      throw new SignetException(
          "native libraries cannot be unpacked: %s; %s"
              .formatted(String.join("; ", problems), ADVICE));
    }
    System.setProperty(PROPERTY, chosen.toString());
    return chosen;
  }

  private static @Nullable Path chooseUnasked(List<String> problems) {
    String home = String.valueOf(System.getProperty("user.home"));
    if (!isAbsolute(home)) { // Java says '?' of a user that the system does not know
      problems.add("the user has no home folder (user.home is '%s')".formatted(home));
    } else {
      Path usual = Path.of(home, ".javacpp", "cache");
      Path chosen = check(usual.toString(), usual, false, problems);
      if (chosen != null) {
        return chosen;
      }
    }
    String user = String.valueOf(System.getProperty("user.name")).replaceAll("[^\\w.-]", "_");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), ".javacpp-" + user);
    return check(temporary.toString(), temporary, true, problems);
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The folder, or null and one more problem. */
  private static @Nullable Path check(
      String name, Path folder, boolean shared, List<String> problems) {
    Optional<String> problem = problemOf(folder, shared);
    problem.ifPresent(text -> problems.add(name + " " + text));
    return problem.isPresent() ? null : folder.toAbsolutePath();
  }

  private static Optional<String> problemOf(Path folder, boolean shared) {
    try {
      if (shared && !Files.exists(folder) && hasOwners(folder.toAbsolutePath().getRoot())) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
      Path probe = Files.createTempFile(folder, ".probe", null);
      try {
        if (shared && !isOurs(folder, probe)) {
          return Optional.of("belongs to another user");
        }
      } finally {
        Files.delete(probe);
      }
      return mayExecute(folder.toRealPath(), mounts())
          ? Optional.empty()
          : Optional.of("lies on a file system that no program may be run from (noexec)");
    } catch (IOException e) {
      return Optional.of("cannot be written to (%s)".formatted(reason(e)));
    }
  }

  /** Who can write to the folder can have any code run by it. */
  private static boolean isOurs(Path folder, Path probe) throws IOException {
    if (!hasOwners(folder)) {
      return true;
    }
    Set<PosixFilePermission> others =
        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    others.retainAll(Files.getPosixFilePermissions(folder));
    return others.isEmpty() && Files.getOwner(folder).equals(Files.getOwner(probe));
  }

  private static boolean hasOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException said && said.getReason() != null
        ? said.getReason()
        : "something that is no folder is in its way";
  }

  private static List<String> mounts() throws IOException {
    return Files.isReadable(MOUNTS)
        ? Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)
        : List.of();
  }

  /**
   * Whether the file system that a folder lies on lets programs be run.
   *
   * @param mounts lines of device, place, type and options, as Linux lists them; the last one of a
   *     place holds
   */
  static boolean mayExecute(Path folder, List<String> mounts) {
    int longest = -1;
    boolean allowed = true;
    for (String mount : mounts) {
      String[] fields = mount.split(" ", -1);
      if (fields.length > 3) {
        Path place = Path.of(fields[1].replace("\\040", " "));
        if (folder.startsWith(place) && place.getNameCount() >= longest) {
          longest = place.getNameCount();
          allowed = !List.of(fields[3].split(",", -1)).contains("noexec");
        }
      }
    }
    return allowed;
  }
}

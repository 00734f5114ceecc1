package dev.signet.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NativeFolderTest {
  private static final List<String> PROPERTIES =
      List.of(NativeFolder.PROPERTY, "user.home", "user.name", "java.io.tmpdir");
  private static final List<String> MOUNTS =
      List.of(
          "overlay / overlay rw,relatime 0 0",
          "tmpfs /tmp tmpfs rw,nosuid,noexec 0 0",
          "ext4 /tmp/inner ext4 rw 0 0",
          "ext4 /with\\040space ext4 rw,noexec 0 0",
          "ext4 /twice ext4 rw,noexec 0 0",
          "ext4 /twice ext4 rw 0 0",
          "half a line");

  @TempDir Path folder;
  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void remember() {
    PROPERTIES.forEach(name -> before.put(name, System.getProperty(name)));
    System.clearProperty(NativeFolder.PROPERTY);
    System.setProperty("user.home", folder.resolve("home").toString());
    System.setProperty("user.name", "somebody");
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void usualFolderIsInTheHome() {
    Path chosen = NativeFolder.choose();
    assertThat(chosen).isEqualTo(folder.resolve("home/.javacpp/cache")).isEmptyDirectory();
    assertThat(System.getProperty(NativeFolder.PROPERTY)).isEqualTo(chosen.toString());
    assertThat(NativeFolder.choose()).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative/home"})
  void homeThatIsNoneGivesWayToTheTemporaryFolder(String home) throws IOException {
    System.setProperty("user.home", home);
    assertThat(NativeFolder.choose()).isEqualTo(folder.resolve(".javacpp-somebody"));
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void homeThatCannotBeWrittenToGivesWayToTheTemporaryFolder() throws IOException {
    System.setProperty("user.home", Files.createFile(folder.resolve("file")).toString());
    System.setProperty("user.name", "a/b");
    assertThat(NativeFolder.choose()).isEqualTo(folder.resolve(".javacpp-a_b"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has other rights")
  void temporaryFolderThatOthersCanWriteToIsNotTrusted() throws IOException {
    System.setProperty("user.home", "?");
    Path planted = Files.createDirectory(folder.resolve(".javacpp-somebody"));
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(NativeFolder::choose)
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "native libraries cannot be unpacked: the user has no home folder (user.home is '?');"
                + " %s belongs to another user; name a folder that can be written to and holds"
                + " programs (SIGNET_CACHE=DIR)",
            planted);
  }

  @Test
  void folderThatWasAskedForIsTheOnlyOne() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    System.setProperty(NativeFolder.PROPERTY, file.toString());
    assertThatThrownBy(NativeFolder::choose)
        .hasMessageContaining(file + " cannot be written to (")
        .hasMessageContaining("SIGNET_CACHE=DIR")
        .hasMessageNotContaining("home");
  }

  @ParameterizedTest
  @CsvSource({
    "/, true",
    "/home/x, true",
    "/tmp, false",
    "/tmp/a/b, false",
    "/tmp/inner/b, true",
    "/tmpfile, true",
    "/with space/x, false",
    "/twice/x, true"
  })
  void fileSystemsThatForbidProgramsAreFound(Path path, boolean allowed) {
    assertThat(NativeFolder.mayExecute(path, MOUNTS)).isEqualTo(allowed);
    assertThat(NativeFolder.mayExecute(path, List.of())).isTrue();
  }
}

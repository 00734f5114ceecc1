package dev.signet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCopyTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void keepsOneCopyAndReplacesADamagedOne() throws IOException {
    Path place = NativeCopy.copy(folder, CONTENT, "lib.so");
    assertThat(place).hasBinaryContent(CONTENT);
    Files.write(place, new byte[] {1, 2});
    assertThat(NativeCopy.copy(folder, CONTENT, "lib.so")).isEqualTo(place);
    assertThat(place).hasBinaryContent(CONTENT);
    try (Stream<Path> files = Files.list(place.getParent())) {
      assertThat(files).containsExactly(place);
    }
  }

  @Test
  void namesAPlatformThatHasNone() {
    assertThatThrownBy(() -> NativeCopy.load(NativeCopy.class, "libx", "x", "/nowhere/"))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageMatching("there is no libx for \\w+/\\w+; save the picture as PNG or JPEG");
  }

  /** In a process of its own: this one has libwebp perhaps, and loads it once. */
  @Test
  void aFolderThatCannotBeUsedIsNamedInOneLineForEachPicture() throws Exception {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    List<String> said = decodeTwice("-Dorg.bytedeco.javacpp.cachedir=" + blocked);
    assertThat(said)
        .containsOnly(
            "x.webp cannot be read: libwebp cannot be loaded from %s (it cannot be written); name"
                    .formatted(blocked)
                + " a folder that may be written and run from with"
                + " SIGNET_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR")
        .hasSize(2);
  }

  @Test
  void aHomeThatIsUnknownOrBlockedLeavesTheTemporaryFolder() throws Exception {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    for (String home : new String[] {"?", blocked.toString()}) {
      assertThat(decodeTwice("-Duser.home=" + home, "-Djava.io.tmpdir=" + folder))
          .containsExactly("read", "read");
    }
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void picturesOfOtherFormatsDoNotLoadIt() throws Exception {
    Path cache = folder.resolve("cache");
    String option = "-Dorg.bytedeco.javacpp.cachedir=" + cache;
    assertThat(decodeTwice(option, "-Dpicture=kinds/motion.jpg")).containsExactly("read", "read");
    assertThat(cache).doesNotExist();
    assertThat(decodeTwice(option)).containsExactly("read", "read");
    assertThat(cache).isDirectory();
  }

  private List<String> decodeTwice(String... options) throws Exception {
    Path out = folder.resolve("out");
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of("-cp", System.getProperty("java.class.path"), Decodes.class.getName()))
            .flatMap(part -> part)
            .toList();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out);
  }

  /** Decodes a picture twice and says what came of it. */
  static final class Decodes {
    private Decodes() {}

    public static void main(String[] args) throws IOException {
      String name = System.getProperty("picture", "kinds/lossy.webp");
      byte[] picture = Files.readAllBytes(TestImages.fixture(name));
      for (int i = 0; i < 2; i++) {
        String outcome = "read";
        try {
          new ImageDecoder(new ImageSize(8, 8)).decode("x.webp", picture);
        } catch (dev.signet.SignetException e) {
          outcome = e.getMessage();
        }
        System.out.println(outcome);
      }
    }
  }
}

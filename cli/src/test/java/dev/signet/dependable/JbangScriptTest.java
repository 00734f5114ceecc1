package dev.signet.dependable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.SignetVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script of examples/jbang, run as JBang runs it: on the class path of its //DEPS. */
class JbangScriptTest {
  private static final Path SCRIPT = Path.of("..", "examples", "jbang", "Answer.java");

  @Test
  void scriptAnswersOnTheClassPathThatItNames() throws IOException, InterruptedException {
    List<String> dependencies =
        Files.readAllLines(SCRIPT).stream()
            .filter(line -> line.startsWith("//DEPS "))
            .map(line -> line.substring("//DEPS ".length()))
            .toList();
    assertThat(dependencies)
        .first()
        .isEqualTo("dev.signet:signet-predict:" + SignetVersion.current());
    assertThat(dependencies).hasSize(2).last().asString().startsWith("org.slf4j:slf4j-nop:");
    String slf4j = dependencies.get(1).split(":", -1)[2];
    String classPath =
        Stream.of(
                Path.of("..", "predict", "target", "classes").toString(),
                Files.readString(Path.of("..", "predict", "target", "runtime-class-path.txt")),
                onThisClassPath("slf4j-nop-" + slf4j + ".jar"),
                onThisClassPath("slf4j-api-" + slf4j + ".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    String model = "../testing/src/main/resources/golden/model-v2.safetensors";
    String picture = "../train/src/test/resources/dev/signet/data/picture.jpg";
    String said =
        Tool.run(
            Path.of("").toAbsolutePath(),
            List.of(Tool.java(), "-cp", classPath, SCRIPT.toString(), model, picture));
    assertThat(said).startsWith(picture + ": ");
  }

  private static String onThisClassPath(String jar) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(jar))
        .findFirst()
        .orElseThrow(() -> new AssertionError(jar + " is not what this build uses"));
  }
}

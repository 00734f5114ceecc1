package dev.signet.dependable;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published modules as a Maven repository, laid out from what this build has packaged. */
record LocalRepository(Path folder) {
  static final List<String> PUBLISHED = List.of("predict", "train", "grpc", "server", "studio");

  /** Skips the test where nothing has been packaged: {@code mvn test} makes no jars. */
  static LocalRepository of(Path folder) throws IOException {
    for (String module : PUBLISHED) {
      String name = "signet-%s-%s".formatted(module, SignetVersion.current());
      Path target = Path.of("..", module, "target");
      Path jar = target.resolve(name + ".jar");
      assumeTrue(Files.exists(jar), name + " is not packaged: ./mvnw verify does");
      Path home =
          Files.createDirectories(
              folder.resolve("dev/signet/signet-" + module).resolve(SignetVersion.current()));
      Files.copy(jar, home.resolve(jar.getFileName()));
      Files.copy(target.resolve(".flattened-pom.xml"), home.resolve(name + ".pom"));
    }
    return new LocalRepository(folder);
  }

  /** The repository that everything else has been downloaded to. */
  static Path downloads() {
    return Path.of(System.getProperty("maven.downloads"));
  }
}

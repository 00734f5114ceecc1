package dev.signet.dependable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetVersion;
import dev.signet.libtorch.Libtorch;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of others, built by exactly the README's lines from a local repository, and run. */
class DependencyLinesTest {
  private static final String PREDICT = "signet-predict";
  private static final String TRAIN = "signet-train";

  @TempDir Path folder;

  @Test
  void mavenBuildsWhatTheReadmeSays() throws Exception {
    LocalRepository repository = LocalRepository.of(folder.resolve("repository"));
    ReadmeLines readme = ReadmeLines.of("README.md");
    Consumer.write(folder, PREDICT, forThisPlatform(readme.blocks("xml").get(0)));
    Consumer.write(folder, TRAIN, forThisPlatform(readme.blocks("xml").get(1)));
    Consumer.write(folder, "signet-studio", Consumer.dependency("signet-studio"));
    Consumer.writeParent(folder, List.of(PREDICT, TRAIN, "signet-studio"));
    Consumer.maven(folder, repository);

    String learner = classPath(TRAIN);
    String answerer = classPath(PREDICT);
    assertThat(learner).contains("pytorch-", Libtorch.platform());
    assertThat(answerer).doesNotContain("bytedeco", "pytorch", "javacpp");
    String trained = run(learner, folder.resolve(TRAIN).resolve("target/classes"), "Learn", "run");
    assertThat(trained).contains("Test accuracy: ");
    ImageIO.write(
        new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("black.png").toFile());
    Path classes = folder.resolve(PREDICT).resolve("target/classes");
    assertThat(run(answerer, classes, "Answer", "run", "black.png")).containsPattern("\\d: 0\\.");
  }

  @Test
  @Tag("gradle")
  void gradleBuildsWhatTheReadmeSays() throws Exception {
    assumeTrue(hasGradle(), "there is no gradle on the path");
    LocalRepository repository = LocalRepository.of(folder.resolve("repository"));
    ReadmeLines readme = ReadmeLines.of("README.md");
    Path project = Files.createDirectories(folder.resolve("gradle"));
    Files.writeString(project.resolve("settings.gradle"), "include 'predict', 'train'\n");
    List<String> blocks = readme.blocks("groovy");
    Consumer.writeGradle(project.resolve("predict"), blocks.get(0), repository);
    Consumer.writeGradle(project.resolve("train"), forThisPlatform(blocks.get(1)), repository);
    Tool.run(project, List.of("gradle", "--offline", "--no-daemon", "classes", "names"));
    assertThat(project.resolve("predict/names.txt"))
        .content()
        .contains("onnxruntime-")
        .doesNotContain("bytedeco", "javacpp-", "pytorch-");
    assertThat(project.resolve("train/names.txt"))
        .content()
        .contains("pytorch-", Libtorch.platform() + ".jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void versionsAreThoseOfThisBuild(String file) throws IOException {
    String parent = Files.readString(Path.of("..", "pom.xml"));
    ReadmeLines readme = ReadmeLines.of(file);
    for (String preset : List.of("javacpp", "openblas", "pytorch")) {
      String version = property(parent, preset + ".version");
      assertThat(readme.blocks("xml").get(1))
          .contains("<artifactId>%s</artifactId>\n  <version>%s<".formatted(preset, version));
      assertThat(readme.blocks("groovy").get(1)).contains(":" + preset + ":" + version + ":");
    }
    assertThat(readme.text())
        .contains("pytorch-platform:" + property(parent, "pytorch.version"))
        .contains("'dev.signet:signet-predict:" + SignetVersion.current() + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"own-pictures", "plot-listener", "spring-boot", "kotlin", "kserve-client"})
  void examplesDependOnThisVersion(String example) throws IOException {
    assertThat(Path.of("..", "examples", example, "pom.xml"))
        .content()
        .containsPattern(
            "<artifactId>signet-\\w+</artifactId>\\s*<version>%s<"
                .formatted(Pattern.quote(SignetVersion.current())));
  }

  @Test
  void readmesInBothLanguagesHaveTheSameLines() throws IOException {
    ReadmeLines english = ReadmeLines.of("README.md");
    ReadmeLines chinese = ReadmeLines.of("README.zh-CN.md");
    assertThat(chinese.blocks("xml")).isEqualTo(english.blocks("xml"));
    assertThat(chinese.blocks("groovy")).isEqualTo(english.blocks("groovy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "train", "grpc", "server", "studio"})
  void publishedPomsNameNoPlatformAndNoParent(String module) throws IOException {
    Path pom = Path.of("..", module, "target", ".flattened-pom.xml");
    assertThat(pom).content().doesNotContain("<profile", "<parent", "<classifier", "${", "natives");
    assertThat(pom).content().contains("<url>", "<scm", "<developers>", "<licenses>");
  }

  /** The lines name Linux; elsewhere a reader takes another row of the table. */
  private static String forThisPlatform(String lines) {
    return lines.replace("linux-x86_64", Libtorch.platform());
  }

  private static String property(String pom, String name) {
    return Pattern.compile("<" + name + ">(.*?)<")
        .matcher(pom)
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasGradle() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    return !windows
        && Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "gradle")));
  }

  private String classPath(String project) throws IOException {
    return Files.readString(folder.resolve(project).resolve("target/class-path.txt")).strip();
  }

  private String run(String libraries, Path classes, String main, String... arguments)
      throws Exception {
    List<String> java =
        List.of(
            Tool.java(),
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-cp",
            classes + File.pathSeparator + libraries,
            main);
    return Tool.run(folder, Stream.concat(java.stream(), Stream.of(arguments)).toList());
  }
}

package dev.signet.dependable;

import dev.signet.SignetVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Projects of people who depend on Signet; their code is the README's. */
final class Consumer {
  private static final Pattern TYPE = Pattern.compile("\\b([A-Z][A-Za-z]+)\\b");

  private Consumer() {}

  static String dependency(String artifact) {
    return "<dependency><groupId>dev.signet</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        .formatted(artifact, SignetVersion.current());
  }

  /** A project in a folder of its name, with these dependencies and the README's code for them. */
  static void write(Path folder, String name, String dependencies) throws IOException {
    Path project = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent><groupId>org.example</groupId><artifactId>all</artifactId><version>1</version></parent>
          <artifactId>%s</artifactId>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted("uses-" + name, dependencies));
    writeSource(project, name);
  }

  private static void writeSource(Path project, String name) throws IOException {
    ReadmeLines readme = ReadmeLines.of("README.md");
    switch (name) {
      case "signet-predict" ->
          program(
              project,
              "Answer",
              readme.snippet("predict"),
              "predict(Path.of(a[0]), Path.of(a[1]))");
      case "signet-train" ->
          program(project, "Learn", readme.snippet("train"), "train(Path.of(a[0]))");
      default -> {}
    }
  }

  private static void program(Path project, String name, String code, String call)
      throws IOException {
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(
        sources.resolve(name + ".java"),
        """
        import java.nio.file.Path;
        import java.util.Optional;
        %s
        class %s {
          %s
          public static void main(String[] a) {
            %s;
            System.exit(0);
          }
        }
        """
            .formatted(imports(code), name, code, call));
  }

  /** What an editor adds: the imports of Signet's types, found on this test's class path. */
  private static String imports(String code) {
    List<String> packages = List.of("config", "data", "data.configured", "inference", "run");
    List<String> found = new ArrayList<>();
    TYPE.matcher(code)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .forEach(
            type ->
                packages.stream()
                    .map(name -> "dev.signet." + name + "." + type)
                    .filter(Consumer::exists)
                    .forEach(name -> found.add("import " + name + ";")));
    return String.join("\n", found);
  }

  private static boolean exists(String type) {
    return Consumer.class.getResource("/" + type.replace('.', '/') + ".class") != null;
  }

  /**
   * The parent of the projects: versions of plugins, and that no dependency is older than asked.
   */
  static void writeParent(Path folder, List<String> projects) throws IOException {
    StringBuilder modules = new StringBuilder();
    projects.forEach(name -> modules.append("<module>%s</module>".formatted(name)));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId><artifactId>all</artifactId><version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
            <mdep.outputFile>target/class-path.txt</mdep.outputFile>
          </properties>
          <build>
            <plugins>
              %s
              <plugin>
                <artifactId>maven-enforcer-plugin</artifactId>
                <version>%s</version>
                <configuration><rules><requireUpperBoundDeps/></rules></configuration>
                <executions><execution><goals><goal>enforce</goal></goals></execution></executions>
              </plugin>
              <plugin>
                <artifactId>maven-dependency-plugin</artifactId>
                <version>%s</version>
                <executions>
                  <execution>
                    <phase>compile</phase>
                    <goals><goal>build-classpath</goal></goals>
                    <configuration><includeScope>runtime</includeScope></configuration>
                  </execution>
                </executions>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(
                modules,
                plugin("maven-resources-plugin") + plugin("maven-compiler-plugin"),
                versionOf("maven-enforcer-plugin"),
                versionOf("maven-dependency-plugin")));
  }

  private static String plugin(String artifact) throws IOException {
    return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>"
        .formatted(artifact, versionOf(artifact));
  }

  /** Plugins in this build's versions, which have been downloaded already. */
  private static String versionOf(String plugin) throws IOException {
    return Pattern.compile("<artifactId>" + plugin + "</artifactId>\\s*<version>(.*?)<")
        .matcher(Files.readString(Path.of("..", "pom.xml")))
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  /** Compiles all projects without a network; nothing is written to the repository of the user. */
  static void maven(Path folder, LocalRepository repository)
      throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    Path wrapper = Path.of("..", windows ? "mvnw.cmd" : "mvnw").toAbsolutePath().normalize();
    Tool.run(
        folder,
        List.of(
            wrapper.toString(),
            "-o",
            "-B",
            "-ntp",
            "-q",
            "-Dmaven.repo.local=" + repository.folder(),
            "-Dmaven.repo.local.tail=" + LocalRepository.downloads(),
            "compile"));
  }

  static void writeGradle(Path project, String dependencies, LocalRepository repository)
      throws IOException {
    Files.createDirectories(project);
    Files.writeString(
        project.resolve("build.gradle"),
        """
        apply plugin: 'java'
        repositories {
          maven { url '%s' }
          maven { url '%s' }
        }
        dependencies {
          %s
        }
        task names {
          doLast { file('names.txt').text = configurations.runtimeClasspath.files.join('\\n') }
        }
        """
            .formatted(
                repository.folder().toUri(), LocalRepository.downloads().toUri(), dependencies));
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(
        sources.resolve("Answer.java"),
        "class Answer { dev.signet.inference.Classifier classifier; }\n");
  }
}

package dev.signet.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code signet studio} from an empty folder to an exported model, through a camera that is none.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals end the studio here")
@Timeout(300)
class StudioTest {
  @TempDir Path folder;

  private static URI address(TrainingProcess studio) throws IOException {
    assertThat(studio.await("Signet studio shows ")).as(studio.said()).isTrue();
    String said = studio.said().strip();
    return URI.create(said.substring(said.lastIndexOf(' ') + 1));
  }

  private static TrainingProcess start(Path project) throws IOException {
    return TrainingProcess.of("studio", List.of(project, "--port", 0));
  }

  /** Takes pictures of the film that Chromium plays, whose colour and clock change. */
  private static void collect(Page page, String label, int pictures) {
    page.fill("#add-name", label);
    page.press("#add-name", "Enter");
    assertThat(page.locator("#title")).hasText(label);
    page.click("#camera");
    assertThat(page.locator("#shooting")).isVisible();
    page.locator("#shutter").focus();
    page.keyboard().down(" ");
    Locator tiles = page.locator("#grid li");
    tiles.nth(pictures - 1).waitFor();
    page.keyboard().up(" ");
    page.click("#camera");
  }

  @Tag("browser")
  @ParameterizedTest
  @CsvSource({"en, Train, Finished, ONNX", "zh, 训练, 已完成, ONNX"})
  void emptyFolderBecomesAModelThatPredicts(
      String language, String train, String finished, String format)
      throws IOException, InterruptedException {
    Path project = folder.resolve("hands");
    try (TestBrowser browser =
            TestBrowser.start(
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
        TrainingProcess studio = start(project)) {
      BrowserContext window = browser.window(ColorScheme.LIGHT, 1200, 900);
      Page page = browser.open(window, address(studio), "?lang=" + language);
      collect(page, "one", 12);
      collect(page, "two", 12);
      page.click("#steps a >> text=" + train);
      page.click("#ask summary");
      page.fill("#passes", "4");
      page.selectOption("#network", "tiny");
      page.selectOption("#size", "32");
      page.click("#begin");
      assertThat(page.locator("#state")).hasText(finished);
      assertThat(page.locator("#sentence")).hasText(Pattern.compile(".*95 %.*"));
      TestBrowser.screenshot(page, "studio-trained-" + language);
      assertThat(TestBrowser.violations(page)).isEmpty();
      page.click("#trainings a >> nth=1");
      Locator onnx = page.locator("#files li:nth-child(2) button");
      Download download = page.waitForDownload(onnx::click);
      assertThat(download.suggestedFilename()).isEqualTo("training-1-model.onnx");
      TestBrowser.screenshot(page, "studio-taken-" + language);
      assertThat(TestBrowser.violations(page)).isEmpty();
      Path exported = folder.resolve("taken.onnx");
      download.saveAs(exported);
      answers(exported, project);
      answers(project.resolve("runs/training-1"), project);
      if (language.equals("en")) {
        takeAllElse(page, project);
        useAsThePageSays(page, project);
      }
      assertThat(browser.complaints()).isEmpty();
      studio.signal("TERM");
      assertThat(studio.exit()).isEqualTo(143);
    }
  }

  /** In 8-bit integers, and for PyTorch. */
  private void takeAllElse(Page page, Path project) throws IOException {
    Locator int8 = page.locator("#files li:nth-child(3) button");
    Path small = folder.resolve("small.onnx");
    page.waitForDownload(int8::click).saveAs(small);
    answers(small, project);
    Locator pytorch = page.locator("#files li:nth-child(4) button");
    Path parameters = folder.resolve("parameters.pkl");
    page.waitForDownload(pytorch::click).saveAs(parameters);
    answers(parameters, project, "--classes", "one,two");
  }

  /** The lines of Java and of the shell that stand on the page, in a folder with their files. */
  private void useAsThePageSays(Page page, Path project) throws IOException, InterruptedException {
    Path use = Files.createDirectories(folder.resolve("use"));
    Path run = project.resolve("runs/training-1");
    Files.copy(run.resolve("model.safetensors"), use.resolve("model.safetensors"));
    try (Stream<Path> pictures = Files.list(project.resolve("one"))) {
      Files.copy(pictures.findFirst().orElseThrow(), use.resolve("picture.jpg"));
    }
    Files.writeString(
        use.resolve("Use.java"),
        """
        import dev.signet.inference.Classifier;
        import dev.signet.inference.Prediction;
        import java.nio.file.Path;

        class Use {
          public static void main(String[] words) {
        %s
          }
        }
        """
            .formatted(page.locator("#java").textContent()));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String paths = System.getProperty("java.class.path");
    assertThat(said(use, java, "-cp", paths, "Use.java")).containsPattern("(one|two): [01]\\.\\d+");
    page.click("#serve");
    assertThat(page.locator("#service a")).isVisible();
    Optional<String> curl = said(use, "sh", "-c", "command -v curl").lines().findFirst();
    String answer =
        curl.isPresent() ? said(use, "sh", "-c", page.locator("#curl").textContent()) : "";
    page.click("#serve-end");
    assertThat(page.locator("#service")).isEmpty();
    assumeTrue(curl.isPresent(), "no curl on this machine: its line is not tried");
    assertThat(answer).containsPattern("\"label\":\"(one|two)\"");
  }

  private static String said(Path folder, String... words)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static void answers(Path model, Path project, String... more) throws IOException {
    try (Stream<Path> pictures = Files.list(project.resolve("one"))) {
      Path picture = pictures.findFirst().orElseThrow();
      List<Object> words = new ArrayList<>(List.of("predict", "--model", model, picture));
      words.addAll(List.of(more));
      SignetRun run = SignetRun.of(words);
      assertThat(run.requireSuccess().out()).containsPattern(": (one|two|unknown)");
    }
  }

  @Test
  void folderThatIsNoProjectIsNotBegunWithoutAsking() throws IOException, InterruptedException {
    List<String> there = List.of("sh", "-c", "cd '%s' && exec \"$@\"".formatted(folder), "sh");
    try (TrainingProcess studio = TrainingProcess.launch(there, "studio", List.of())) {
      assertThat(studio.exit()).isEqualTo(2);
      assertThat(studio.said()).contains("is no project yet", "such as signet studio hands");
    }
    assertThat(folder.resolve(".signet")).doesNotExist();
  }

  @Test
  void secondStudioIsRefusedAndAKilledOneLeavesTheProjectWhole()
      throws IOException, InterruptedException {
    Path project = folder.resolve("hands");
    Files.createDirectories(project.resolve("fist"));
    Files.writeString(project.resolve("fist/1.jpg"), "no picture, and left as it is");
    List<String> before = names(project);
    try (TrainingProcess studio = start(project)) {
      address(studio);
      SignetRun.of("studio", project.toString(), "--port", "0")
          .requireFailure(1, "open in another studio");
      studio.kill();
    }
    try (TrainingProcess again = start(project)) {
      address(again);
      assertThat(names(project)).isEqualTo(before);
    }
  }

  private static List<String> names(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      return new ArrayList<>(
          files
              .map(it -> project.relativize(it).toString())
              .filter(it -> !it.startsWith(".signet"))
              .sorted()
              .toList());
    }
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    SignetRun.of("studio", file.toString()).requireFailure(1, "file is no folder");
    SignetRun.of("studio", folder.toString(), "--host", "0.0.0.0")
        .requireFailure(2, "--token", "--open");
  }
}

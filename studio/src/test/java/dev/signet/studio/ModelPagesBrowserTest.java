package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.report.RunReport;
import dev.signet.runfolder.RunFolder;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.project.Intake;
import dev.signet.studio.project.Project;
import dev.signet.studio.training.Launcher;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that check pictures, judge models and try them; screenshots in target/screenshots. */
@SuppressWarnings("NullAway") // set before each test
@Tag("browser")
class ModelPagesBrowserTest {
  private static final Launcher NOTHING = new Launcher(List.of("sh", "-c", "exit 3", "signet"));
  private static final Intake INTAKE = new Intake("test", true);
  private static final int SIDE = 64;

  @TempDir static Path home;
  private static TestBrowser browser;
  private static Project project;
  private static StudioServer studio;
  private BrowserContext context;

  @BeforeAll
  static void start() throws IOException {
    browser =
        TestBrowser.start("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
    project = Project.open(Files.createDirectories(home.resolve("hands")));
    for (int i = 1; i <= 21; i++) {
      for (int digit = 0; digit < 3; digit++) {
        project.add("hand " + digit, "p" + (3 * i + 100 * digit) + ".png", hand(digit, i), INTAKE);
      }
    }
    SmallRuns.train(project, 1, 1);
    RunReport.complete(
        RunFolder.open(project.runs().resolve("training-1")), ComputeDevice.choose("cpu"));
    SmallRuns.train(project, 2, 6);
    studio = StudioServer.start(NetworkConfig.DEFAULT.withPort(0), project, NOTHING);
  }

  @AfterAll
  static void stop() {
    if (studio != null) { // else there was no browser
      studio.close();
      project.close();
      browser.close();
    }
  }

  private static byte[] hand(int digit, int seed) {
    byte[] pixels = SyntheticSigns.render(digit, SIDE, 1000L * digit + seed);
    return Png.bytes(RgbPixels.toImage(pixels, new ImageSize(SIDE, SIDE)));
  }

  @BeforeEach
  void openWindow() {
    browser.complaints().clear();
    context = browser.window(ColorScheme.LIGHT, 1200, 900);
  }

  @AfterEach
  void nothingWasRefusedByTheBrowser() {
    context.close();
    assertThat(browser.complaints()).isEmpty();
  }

  private Page open(String path) {
    return browser.open(context, studio.uri(), path);
  }

  @Test
  void proposalIsTakenUndoneAndRefusedByKeyboard() {
    project.add("hand 0", "p900.png", hand(0, 3), INTAKE);
    project.add("hand 0", "p950.png", hand(0, 3), INTAKE);
    Page page = open("check.html?lang=en");
    Locator copies = page.locator("[data-kind=duplicate]");
    assertThat(copies.locator("h2")).hasText("hand 0: the same picture 3 times");
    assertThat(copies.locator("img").first()).hasJSProperty("complete", true);
    assertThat(page.locator("#aside")).not().isEmpty();
    TestBrowser.screenshot(page, "studio-check-copies");
    assertThat(TestBrowser.violations(page)).isEmpty();
    Locator take = copies.locator("button").first();
    assertThat(take).hasText("Throw 2 away");
    copies.locator("input").nth(1).focus();
    page.keyboard().press(" ");
    assertThat(take).hasText("Throw 1 away");
    take.focus();
    page.keyboard().press("Enter");
    assertThat(copies).hasCount(1); // of the two that are left
    assertThat(copies.locator("h2")).hasText("hand 0: the same picture 2 times");
    assertThat(project.binned()).hasSize(1);
    page.click("#undo");
    assertThat(copies.locator("h2")).hasText("hand 0: the same picture 3 times");
    copies.locator("button").nth(1).focus();
    page.keyboard().press("Enter");
    assertThat(copies).hasCount(0);
    page.click("#recall");
    assertThat(copies).hasCount(1);
    copies.locator("button").first().click();
    assertThat(copies).hasCount(0);
  }

  @Test
  void modelIsJudgedInWordsAndPicturesAndComparedWithAnother() {
    Page page = open("judge.html?lang=en&run=training-2");
    assertThat(page.locator("#worth")).hasText(Pattern.compile("Right for about .* sure to be .*"));
    assertThat(page.locator("#mixed article img").first()).isVisible();
    assertThat(page.locator("#mixed h3").first())
        .hasText(Pattern.compile("\\d+ of \\d+ pictures of hand \\d were taken for hand \\d"));
    assertThat(page.locator("#classes li")).hasCount(3);
    assertThat(page.locator("#sayings li").first()).containsText("it is right for");
    TestBrowser.screenshot(page, "studio-judge");
    page.locator("#other").selectOption("training-1");
    assertThat(page.locator("#compared")).containsText("that neither had learned from");
    page.click("#numbers summary");
    assertThat(page.locator("#matrix tbody tr")).hasCount(3);
    TestBrowser.screenshot(page, "studio-judge-compared");
    assertThat(TestBrowser.violations(page)).isEmpty();
  }

  @Test
  void modelsAnswerSideBySideAndShowWhereTheyLook() {
    Page page = open("try.html?lang=en");
    assertThat(page.locator("#answers section")).hasCount(1);
    page.locator("#models input").nth(1).check();
    page.setInputFiles("#file", new FilePayload("hand.png", "image/png", hand(2, 99)));
    assertThat(page.locator(".verdict[data-kind=waiting]")).hasCount(0);
    assertThat(page.locator("#answers .bars li")).hasCount(6);
    page.locator("#explain").check();
    assertThat(page.locator(".heat:visible")).hasCount(2);
    TestBrowser.screenshot(page, "studio-try-side-by-side");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.setInputFiles(
        "#file",
        new FilePayload("x.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("#problem")).isVisible();
    assertThat(page.locator(".verdict").first()).hasText("No answer");
    browser.complaints().removeIf(it -> it.contains("422"));
  }

  @Test
  void cameraIsAnsweredLive() {
    Page page = open("try.html?lang=en");
    page.click("#camera");
    assertThat(page.locator("#live")).isVisible();
    assertThat(page.locator(".verdict[data-kind=waiting]")).hasCount(0);
    page.click("#camera");
    assertThat(page.locator("#live")).isHidden();
    assertThat(page.locator(".verdict").first()).hasText("No picture yet");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, en", "LIGHT, zh", "DARK, zh"})
  void pagesFitAPhoneInBothLanguagesAndColourSchemes(ColorScheme scheme, String language) {
    context.close();
    context = browser.window(scheme, 360, 740);
    for (String name : List.of("check", "judge", "try")) {
      Page page = open(name + ".html?lang=" + language);
      assertThat(page.locator("#link")).hasText(language.equals("zh") ? "已是最新" : "Up to date");
      assertThat(page.locator("h1:visible")).hasCount(1);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      assertThat(TestBrowser.violations(page)).isEmpty();
      String suffix = "-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT);
      TestBrowser.screenshot(page, "studio-" + name + "-phone" + suffix);
      page.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, false", "DARK, false", "DARK, true"})
  void reportIsForEverybodyInAnyColours(ColorScheme scheme, boolean forced) {
    context.close();
    context = forced ? browser.windowInForcedColours(1200, 900) : browser.window(scheme, 360, 740);
    URI report = RunFolder.open(project.runs().resolve("training-1")).report().toUri();
    Page page = browser.open(context, report, ""); // the service forbids it scripts, and axe is one
    assertThat(page.locator("h1")).hasText("Signet: ResNetTiny");
    assertThat(page.locator("#classes table")).hasCount(2);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(forced ? 1200 : 360);
    assertThat(TestBrowser.violations(page)).isEmpty();
  }

  @Test
  void everyStepIsForEverybodyInTheSystemsColours() {
    context.close();
    context = browser.windowInForcedColours(1200, 900);
    for (String name : List.of("collect", "check", "train", "judge", "try", "take")) {
      Page page = open(name + ".html?lang=en");
      assertThat(page.locator("#link")).hasText("Up to date");
      assertThat(TestBrowser.violations(page)).as(name).isEmpty();
      TestBrowser.screenshot(page, "studio-" + name + "-forced");
      page.close();
    }
  }
}

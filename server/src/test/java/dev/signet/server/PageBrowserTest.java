package dev.signet.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signet.config.Precision;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import dev.signet.testing.TestBrowser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The page as people use it, in Debian's Chromium; its screenshots are in target/screenshots. */
@Tag("browser")
class PageBrowserTest {
  private static final Pattern ANY_CLASS = Pattern.compile(String.join("|", TestService.CLASSES));

  @TempDir static Path folder;
  private static TestService service;
  private static TestBrowser browser;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    browser =
        TestBrowser.start(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + film());
    service = TestService.start(folder, PageBrowserTest::withUnsureModel);
  }

  private static ServerConfig withUnsureModel(ServerConfig config) {
    Path unsure = TestService.writeUnsureModel(folder.resolve("unsure"), 1);
    return ServerConfig.of(List.of(config.models().get(0), new ModelSource("unsure", "1", unsure)))
        .withNetwork(config.network())
        .withArithmetic("cpu", Precision.FP32);
  }

  @AfterAll
  static void stop() {
    if (service != null) { // else there was no browser
      service.close();
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    open(ColorScheme.LIGHT, 1100, 820, "en");
  }

  @AfterEach
  void nothingWasRefusedByTheBrowser() {
    context.close();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void chosenPictureIsAnsweredWithABarForEachClass() {
    upload();
    assertThat(page.locator("#verdict")).hasText(ANY_CLASS);
    assertThat(page.locator("#bars li")).hasCount(TestService.CLASSES.size());
    assertThat(page.locator("#bars .best .label")).hasText(page.locator("#verdict").textContent());
    assertThat(page.locator("#picture")).isVisible();
  }

  @Test
  void modelThatIsNotSureSaysThatItDoesNotKnow() {
    upload();
    page.selectOption("#model", "unsure 1");
    assertThat(page.locator("#verdict")).hasText("I don't know");
    assertThat(page.locator("#verdict")).hasAttribute("data-kind", "unknown");
    assertThat(page.locator("#timing"))
        .containsText("Too unsure, or unlike what it learned from; closest is");
    assertThat(page.locator("#bars li")).hasCount(TestService.CLASSES.size());
    assertThat(page.locator("#facts")).containsText("below 100.0");
    TestBrowser.screenshot(page, "unknown");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.click("#language");
    assertThat(page.locator("#verdict")).hasText("我不知道");
  }

  @Test
  void overlayShowsWhereTheNetworkLookedAndGoesAgain() {
    upload();
    Locator picture = page.locator("#picture");
    assertThat(picture).hasAttribute("src", Pattern.compile("blob:.*"));
    page.check("#explain");
    assertThat(picture).hasAttribute("src", Pattern.compile("data:image/png;base64,.+"));
    assertThat(picture)
        .hasAttribute(
            "alt", "Where the network looked for " + page.locator("#verdict").textContent());
    assertThat(page.evaluate("document.getElementById('picture').naturalWidth"))
        .isEqualTo(TestService.SIDE);
    TestBrowser.screenshot(page, "overlay");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.uncheck("#explain");
    assertThat(picture).hasAttribute("src", Pattern.compile("blob:.*"));
  }

  @Test
  void cameraIsAnsweredAsLongAsItRuns() {
    page.click("#camera");
    assertThat(page.locator("#live")).isVisible();
    assertThat(page.locator("#verdict")).hasText(ANY_CLASS);
    TestBrowser.screenshot(page, "camera");
    page.click("#camera");
    assertThat(page.locator("#live")).isHidden();
    assertThat(page.locator("#frame")).hasAttribute("data-state", "empty");
  }

  @Test
  void fileThatIsNoPictureIsSaidToBeNone() {
    page.setInputFiles("#file", new FilePayload("notes.txt", "text/plain", new byte[] {65}));
    assertThat(page.locator("#problem")).hasText("That is not a picture.");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.setInputFiles("#file", new FilePayload("torn.png", "image/png", new byte[] {65}));
    assertThat(page.locator("#problem")).not().hasText("That is not a picture.");
    assertThat(page.locator("#problem")).isVisible();
    assertThat(page.locator("#frame")).containsText("The browser cannot show this picture.");
    browser
        .complaints()
        .removeIf(text -> text.contains("status of 4") || text.contains("ERR_INVALID"));
  }

  @Test
  void pageIsUsableByKeyboardAlone() {
    List<FileChooser> choosers = new ArrayList<>();
    page.onFileChooser(choosers::add);
    page.locator("#model").waitFor(); // the list of models has come
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      page.keyboard().press("Tab");
      reached.add(String.valueOf(page.evaluate("document.activeElement.id")));
    }
    assertThat(reached).containsSequence("language", "camera", "choose", "explain", "model");
    page.focus("#choose");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !choosers.isEmpty());
    choosers.get(0).setFiles(hand());
    assertThat(page.locator("#verdict")).hasText(ANY_CLASS);
    page.focus("#explain");
    page.keyboard().press("Space");
    assertThat(page.locator("#picture")).hasAttribute("src", Pattern.compile("data:.*"));
    page.focus("#camera");
    page.keyboard().press("Enter");
    assertThat(page.locator("#live")).isVisible();
    page.keyboard().press("Enter");
    assertThat(page.locator("#live")).isHidden();
  }

  @Test
  void cardTellsWhatTheModelIs() {
    Locator facts = page.locator("#facts");
    assertThat(facts).containsText("zero, one, two, three");
    assertThat(facts)
        .containsText("95.0\u00a0% (95 % interval 89.5\u00a0% to 97.7\u00a0%, 120 pictures)");
    assertThat(facts)
        .containsText("94.0\u00a0% (95 % interval 87.5\u00a0% to 97.2\u00a0%, 100 pictures)");
    assertThat(facts).containsText("more noise");
    assertThat(facts).containsText("noise, 17 pictures");
    assertThat(facts).containsText(TestService.AUDIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['0','1','2','3','4','5'] | pictures/train_signs.h5 | Hold up your hand",
        "['0','1','2','3','4','5'] | synthetic | Hold up your hand",
        "['0','1','2','3','4','5','6','7','8','9'] | sign-language-digits | Hold up your hand",
        "['0','1','2','3','4','5','6','7','8','9'] | train_signs.h5 | Show it a picture: 0, 1, 2 or"
            + " 7 others",
        "['cat','dog'] | train_signs.h5 | Show it a picture: cat or dog",
        "['a','b','c','d','e'] | my hands | Show it a picture: a, b, c or 2 others",
        "['only'] | pets | Show it a picture: only"
      })
  void titleNamesTheModelsOwnSubject(String classes, String data, String title) {
    assertThat(
            page.evaluate(
                "import('./texts.js').then(({texts}) => texts().title({classes: %s, manifest: {provenance: {training_data: '%s'}}}))"
                    .formatted(classes, data)))
        .isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, en", "LIGHT, zh", "DARK, zh"})
  void pageFitsAPhoneInBothLanguagesAndColourSchemes(ColorScheme scheme, String language) {
    context.close();
    open(scheme, 390, 844, language);
    upload();
    assertThat(page.locator("#verdict")).hasText(ANY_CLASS);
    assertThat(page.locator("h1")).hasText(title(language.equals("zh")));
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(
        page, "phone-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT));
    page.setViewportSize(1100, 820);
    TestBrowser.screenshot(page, "desk-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT));
    page.click("#language");
    assertThat(page.locator("h1")).hasText(title(language.equals("en")));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, false", "DARK, false", "DARK, true"})
  void pagesAreForEverybodyInAnyColours(ColorScheme scheme, boolean forced) {
    context.close();
    context = forced ? browser.windowInForcedColours(1100, 820) : browser.window(scheme, 1100, 820);
    page = browser.open(context, service.uri(), "?lang=en");
    assertThat(page.locator("#facts")).containsText("zero");
    assertThat(TestBrowser.violations(page)).isEmpty();
    upload();
    assertThat(page.locator("#verdict")).hasText(ANY_CLASS);
    assertThat(TestBrowser.violations(page)).isEmpty();
    Page described = browser.open(context, service.uri(), "api.html");
    assertThat(described.locator("#operations section").first()).isVisible();
    assertThat(TestBrowser.violations(described)).isEmpty();
  }

  private static String title(boolean chinese) {
    return chinese ? "给它看一张图片:zero、one、two或three" : "Show it a picture: zero, one, two or three";
  }

  private void open(ColorScheme scheme, int width, int height, String language) {
    context = browser.window(scheme, width, height);
    page = browser.open(context, service.uri(), "?lang=" + language);
  }

  private void upload() {
    page.setInputFiles("#file", hand());
  }

  private static FilePayload hand() {
    return new FilePayload("hand.png", "image/png", TestService.picture("png", 64, 64, 5));
  }

  /** What the fake camera shows: JPEGs one behind the other are a film (MJPEG). */
  private static Path film() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 10; i++) {
      frames.write(TestService.picture("jpg", 320, 240, i));
    }
    return Files.write(folder.resolve("camera.mjpeg"), frames.toByteArray());
  }
}

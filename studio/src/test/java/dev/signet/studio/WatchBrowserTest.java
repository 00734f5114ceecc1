package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.server.config.NetworkConfig;
import dev.signet.testing.TestBrowser;
import dev.signet.training.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** The pages about runs as people use them; their screenshots are in target/screenshots. */
@SuppressWarnings("NullAway") // set before each test
@Tag("browser")
class WatchBrowserTest {
  private static final NetworkConfig NETWORK = NetworkConfig.DEFAULT.withPort(0);

  @TempDir static Path runs;
  private static TestBrowser browser;
  private static WatchServer service;
  private static TestRuns training;
  private BrowserContext context;

  @BeforeAll
  static void start() throws IOException {
    browser = TestBrowser.start();
    TestRuns.finished(runs.resolve("first"), 8, 1);
    TestRuns.finished(runs.resolve("second"), 16, 2);
    try (TestRuns stopped = TestRuns.begin(runs.resolve("interrupted"), 16, 3)) {
      stopped.train(5);
      stopped.finish(StopReason.INTERRUPTED);
    }
    Files.createDirectories(runs.resolve("holiday-photos"));
    training = TestRuns.begin(runs.resolve("under-way"), 16, 4);
    training.train(9);
    training.steps(7);
    service = WatchServer.start(NETWORK, RunShelf.of(runs), false);
  }

  @AfterAll
  static void stop() {
    if (service != null) { // else there was no browser
      service.close();
      training.close();
      browser.close();
    }
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

  private Page open(WatchServer server, String path) {
    return browser.open(context, server.uri(), path);
  }

  private Locator names(Page page) {
    return page.locator("#runs tbody th");
  }

  @Test
  void runsAreSortedByAnyColumnEitherWay() {
    Page page = open(service, "?lang=en");
    assertThat(names(page)).hasCount(4);
    page.click("#runs thead .of-epochs button");
    assertThat(page.locator("#runs thead .of-epochs")).hasAttribute("aria-sort", "descending");
    assertThat(names(page)).hasText(new String[] {"second", "under-way", "first", "interrupted"});
    page.click("#runs thead .of-epochs button");
    assertThat(names(page)).hasText(new String[] {"interrupted", "first", "under-way", "second"});
    page.click("#runs thead .of-judged button");
    List<String> byEvaluation = names(page).allTextContents();
    assertThat(byEvaluation.subList(0, 2)).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void curvesOfCheckedRunsLieOverEachOther() {
    Page page = open(service, "?lang=en");
    Locator lines = page.locator("#loss .series");
    assertThat(lines).hasCount(3);
    Locator boxes = page.locator("#runs tbody input:not(:checked)");
    boxes.first().check();
    assertThat(lines).hasCount(4);
    assertThat(page.locator("#loss .legend li")).hasCount(4);
    page.locator("#runs tbody input").first().uncheck();
    assertThat(lines).hasCount(3);
  }

  @Test
  void folderThatHoldsNoRunIsNamed() {
    Page page = open(service, "?lang=en");
    assertThat(page.locator("#unreadable")).containsText("holiday-photos");
    assertThat(page.locator("#unreadable")).containsText("no config.json");
  }

  @Test
  void runLeadsToItsPageWithMatrixSamplesAndReport() {
    Page page = open(service, "?lang=en");
    page.click("#runs tbody a >> text=first");
    assertThat(page.locator("h1")).hasText("first");
    assertThat(page.locator("#state")).hasText("Finished");
    assertThat(page.locator("#matrix tbody tr")).hasCount(6);
    assertThat(page.locator("#samples li")).hasCount(12);
    assertThat(page.locator("#samples img").first()).hasJSProperty("complete", true);
    assertThat((int) page.evaluate("document.querySelector('#samples img').naturalWidth"))
        .isEqualTo(64);
    page.click("#report");
    assertThat(page.locator("p")).hasText("All of it.");
  }

  @Test
  void chartsAreReadByKeyboardAndAsTables() {
    Page page = open(service, "run.html?name=first&lang=en");
    Locator chart = page.locator("#accuracy svg");
    assertThat(chart).hasAttribute("aria-label", Pattern.compile("Accuracy, .*%"));
    chart.focus();
    page.keyboard().press("Home");
    assertThat(page.locator("#accuracy .readout")).containsText("Epoch 1: training 20.0 %");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#accuracy .readout")).containsText("Epoch 2: ");
    page.click("#accuracy summary");
    assertThat(page.locator("#accuracy tbody tr")).hasCount(8);
  }

  @Test
  void trainingGrowsOnThePageAndEndsThere(@TempDir Path folder) {
    Path run = folder.resolve("growing");
    Duration patient = Duration.ofMinutes(2); // so that the page hears of the end
    WatchServer own = WatchServer.start(NETWORK, RunShelf.ofOne(run), true, patient);
    Page page = open(own, "?lang=en");
    assertThat(page.locator("#state")).hasText("Preparing");
    try (TestRuns growing = TestRuns.begin(run, 4, 5)) {
      growing.train(1);
      assertThat(page.locator("#state")).hasText("Training");
      assertThat(page.locator("#loss .end").first()).isVisible();
      growing.train(3);
      assertThat(page.locator("#about")).containsText("ResNet34");
      growing.finish(StopReason.COMPLETED);
    }
    own.close();
    assertThat(page.locator("#link")).hasText("The training has ended; this is its last state");
    assertThat(page.locator("#state")).hasText("Finished");
    assertThat(page.locator("#course-text")).hasText("4 of 4 epochs");
    page.click("#loss summary");
    assertThat(page.locator("#loss tbody tr")).hasCount(4);
  }

  @Test
  void pageComesBackByItselfWhenTheServiceDoes() {
    WatchServer before = WatchServer.start(NETWORK, RunShelf.of(runs), false);
    Page page = open(before, "run.html?name=first&lang=en");
    assertThat(page.locator("#link")).hasText("Up to date");
    NetworkConfig samePort = NETWORK.withPort(before.uri().getPort());
    before.close();
    assertThat(page.locator("#link")).hasText("Connection lost; trying again");
    assertThat(page.locator("#samples li")).hasCount(12);
    try (WatchServer after = WatchServer.start(samePort, RunShelf.of(runs), false)) {
      assertThat(page.locator("#link")).hasText("Up to date");
      assertThat(after.watchers()).isEqualTo(1);
      page.close();
    }
    browser.complaints().removeIf(text -> text.contains("REFUSED") || text.contains("503"));
  }

  @Test
  void tokenIsAskedForAndUsed() {
    String token = "0123456789abcdef";
    try (WatchServer guarded =
        WatchServer.start(NETWORK.withToken(token), RunShelf.of(runs), false)) {
      Page page = open(guarded, "?lang=en");
      assertThat(page.locator("#token-form")).isVisible();
      assertThat(TestBrowser.violations(page)).isEmpty();
      assertThat(page.locator("#problem")).isHidden();
      page.fill("#token", "fedcba9876543210");
      page.press("#token", "Enter");
      assertThat(page.locator("#problem")).hasText("That is not its token.");
      page.fill("#token", token);
      page.press("#token", "Enter");
      assertThat(names(page)).hasCount(4);
      assertThat(page.locator("#token-form")).isHidden();
      browser.complaints().removeIf(text -> text.contains("401"));
      page.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, en", "LIGHT, zh", "DARK, zh"})
  void pagesFitAPhoneInBothLanguagesAndColourSchemes(ColorScheme scheme, String language) {
    context.close();
    context = browser.window(scheme, 390, 844);
    Map<String, String> pages = Map.of("runs", "?", "run", "run.html?name=under-way&");
    pages.forEach(
        (name, path) -> {
          Page page = browser.open(context, service.uri(), path + "lang=" + language);
          assertThat(page.locator("#loss .series").first()).isVisible();
          assertThat(page.locator("#link")).hasText(language.equals("zh") ? "已是最新" : "Up to date");
          assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
          String suffix = "-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT);
          TestBrowser.screenshot(page, "watch-" + name + "-phone" + suffix);
          assertThat(TestBrowser.violations(page)).as(name).isEmpty();
          page.setViewportSize(1200, 900);
          TestBrowser.screenshot(page, "watch-" + name + "-desk" + suffix);
          page.close();
        });
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, false", "DARK, false", "DARK, true"})
  void finishedRunsAreForEverybody(ColorScheme scheme, boolean forced) {
    context.close();
    context = forced ? browser.windowInForcedColours(1200, 900) : browser.window(scheme, 1200, 900);
    Page runs = open(service, "?lang=en");
    runs.click("#loss summary");
    assertThat(runs.locator("#loss tbody tr").first()).isVisible();
    assertThat(TestBrowser.violations(runs)).isEmpty();
    Page page = open(service, "run.html?name=first&lang=en");
    assertThat(page.locator("#matrix tbody tr")).hasCount(6);
    assertThat(page.locator("#samples li")).hasCount(12);
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(
        page, "watch-run-first-" + (forced ? "forced" : scheme.name().toLowerCase(Locale.ROOT)));
  }
}

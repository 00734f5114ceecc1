package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.server.config.NetworkConfig;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of runs with the long names that people give; screenshots as for the others. */
@Tag("browser")
class WatchTableBrowserTest {
  private static final String TEST = "/home/somebody/pictures/sign-language-digits/test";

  @TempDir static Path runs;
  private static TestBrowser browser;
  private static WatchServer service;

  @BeforeAll
  static void start() throws IOException {
    browser = TestBrowser.start();
    judgedBy(TestRuns.finished(runs.resolve("resnet34-fast-32-epochs-cosine"), 8, 1), TEST);
    judgedBy(TestRuns.finished(runs.resolve("seeds-of-october"), 8, 2), "x.h5 (validation)");
    judgedBy(TestRuns.finished(runs.resolve("third"), 8, 3), "pictures/validation");
    service = WatchServer.start(NetworkConfig.DEFAULT.withPort(0), RunShelf.of(runs), false);
  }

  private static void judgedBy(Path run, String data) throws IOException {
    for (String file : new String[] {"evaluation.json", "watched.json"}) {
      Path path = run.resolve(file);
      String json = Files.readString(path);
      String changed =
          json.replaceFirst("\"data\"( ?: ?)\"[^\"]*\"", "\"data\"$1\"%s\"".formatted(data));
      assertThat(changed).isNotEqualTo(json);
      Files.writeString(path, changed);
    }
  }

  @AfterAll
  static void stop() {
    if (service != null) { // else there was no browser
      service.close();
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, en", "1280, zh", "1440, en"})
  void tableFitsAScreen(int width, String language) {
    try (BrowserContext context = browser.window(ColorScheme.LIGHT, width, 900)) {
      Page page = browser.open(context, service.uri(), "runs.html?lang=" + language);
      assertThat(page.locator("#runs tbody tr")).hasCount(3);
      TestBrowser.screenshot(page, "runs-" + width + "-" + language);
      int hidden =
          (int)
              page.evaluate(
                  "(() => { const e = document.getElementById('scroll');"
                      + " return e.scrollWidth - e.clientWidth; })()");
      assertThat(hidden).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resnet34-fast-32-epochs-cosine, test, 测试",
    "seeds-of-october, validation, 验证",
    "third, validation, 验证"
  })
  void curvesAreCalledAfterThePartTheyAreOf(String run, String part, String chinese) {
    try (BrowserContext context = browser.window(ColorScheme.DARK, 1280, 900)) {
      Page page = browser.open(context, service.uri(), "run.html?lang=en&name=" + run);
      assertThat(page.locator("#loss .legend")).containsText(part);
      assertThat(page.locator("#accuracy .legend")).containsText(part);
      TestBrowser.screenshot(page, "run-" + run);
      page.click("#language");
      assertThat(page.locator("#loss .legend")).containsText(chinese);
    }
  }

  @Test
  void nothingWasRefusedByTheBrowser() {
    assertThat(browser.complaints()).isEmpty();
  }
}

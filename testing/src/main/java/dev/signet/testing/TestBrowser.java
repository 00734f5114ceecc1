package dev.signet.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The distribution's Chromium, which listens for what it refuses and what a page asks elsewhere.
 */
public final class TestBrowser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final double PATIENCE_MILLIS = 120_000; // of a test on a busy machine

  private static final String AXE = axe();

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private TestBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the test where there is none. */
  public static TestBrowser start(String... more) {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no chromium or chromium-browser on this machine");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
    options.addAll(List.of(more));
    return new TestBrowser(
        playwright,
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setTimeout(PATIENCE_MILLIS)
                    .setArgs(options)));
  }

  /** A window of so many pixels, which may use the camera. */
  public BrowserContext window(ColorScheme scheme, int width, int height) {
    BrowserContext window =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, height)
                .setPermissions(List.of("camera")));
    window.setDefaultTimeout(PATIENCE_MILLIS);
    return window;
  }

  /** A window where the system's colours are in place of a page's (high contrast). */
  public BrowserContext windowInForcedColours(int width, int height) {
    BrowserContext window =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(ColorScheme.DARK)
                .setForcedColors(ForcedColors.ACTIVE)
                .setViewportSize(width, height));
    window.setDefaultTimeout(PATIENCE_MILLIS);
    return window;
  }

  /** A page of a service that may load from this service only. */
  public Page open(BrowserContext window, URI service, String path) {
    Page page = window.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          boolean ours = request.url().startsWith(service.toString());
          if (!ours && !request.url().startsWith("blob:") && !request.url().startsWith("data:")) {
            complaints.add("request to " + request.url());
          }
        });
    page.navigate(service + path);
    return page;
  }

  /** What pages did that they must not; a test may take away what it provoked. */
  public List<String> complaints() {
    return complaints;
  }

  /** Keeps what a page looks like as a whole. */
  public static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /**
   * What axe finds hard to use for people with other senses or devices; nothing where all is well.
   */
  public static List<String> violations(Page page) {
    page.evaluate(AXE);
    Object found =
        page.evaluate(
            "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>"
                + " nodes.map(({ target, failureSummary }) =>"
                + " `${id} ${target}: ${failureSummary}`)))");
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static String axe() {
    try (InputStream in =
        Objects.requireNonNull(TestBrowser.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(path -> Stream.of("chromium", "chromium-browser").map(Path.of(path)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

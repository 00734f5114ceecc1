package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.project.Project;
import dev.signet.studio.training.Launcher;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 pictures of a camera's size on the page. What a class of so many costs stands in
 * docs/performance.md; it is measured here and said in the log.
 */
@Tag("browser")
class ScrollingBrowserTest {
  private static final Launcher NOTHING = new Launcher(List.of("sh", "-c", "exit 3", "signet"));
  private static final int PICTURES = 10_000;
  private static final int DIFFERENT = 50;
  private static final int SIDE = 480;

  /** Scrolls 3,000 pixels a second for four seconds and looks at every frame. */
  private static final String SCROLL =
      """
      async () => {
        const tasks = [];
        new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
        const frames = [];
        let elements = 0;
        const began = performance.now();
        for (let last = began, now = began; now - began < 4000; last = now) {
          now = await new Promise((resolve) => requestAnimationFrame(resolve));
          frames.push(now - last);
          scrollTo(0, (now - began) * 3);
          elements = Math.max(elements, document.querySelectorAll("#grid li").length);
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
        frames.sort((a, b) => a - b);
        const at = (share) => Math.round(frames[Math.floor((frames.length - 1) * share)] * 10) / 10;
        return {
          frames: frames.length,
          "median of a frame, ms": at(0.5),
          "99 % of frames below, ms": at(0.99),
          "longest frame, ms": at(1),
          "tasks above 50 ms": tasks.length,
          elements,
        };
      }
      """;

  private static final String FIRST_PICTURE =
      "() => new Promise((resolve) => { const look = () => {"
          + " const image = document.querySelector('#grid img');"
          + " if (image?.complete && image.naturalWidth) resolve(Math.round(performance.now()));"
          + " else requestAnimationFrame(look); }; look(); })";

  @TempDir Path folder;

  private void fill() throws IOException {
    Path many = Files.createDirectories(folder.resolve("many"));
    ImageSize size = new ImageSize(SIDE, SIDE);
    Path first = Files.createDirectories(folder.resolve(".made"));
    for (int i = 0; i < DIFFERENT; i++) {
      byte[] pixels = SyntheticSigns.render(i % 6, SIDE, i);
      ImageIO.write(RgbPixels.toImage(pixels, size), "jpg", first.resolve(i + ".jpg").toFile());
    }
    for (int i = 0; i < PICTURES; i++) {
      Files.createLink(
          many.resolve("picture-" + i + ".jpg"), first.resolve(i % DIFFERENT + ".jpg"));
    }
  }

  @Test
  void tenThousandPicturesAreAsManyTilesAsAreInSight() throws IOException {
    try (TestBrowser browser = TestBrowser.start()) {
      fill();
      try (Project project = Project.open(folder);
          StudioServer studio =
              StudioServer.start(NetworkConfig.DEFAULT.withPort(0), project, NOTHING);
          BrowserContext window = browser.window(ColorScheme.LIGHT, 1200, 900)) {
        Page page = browser.open(window, studio.uri(), "collect.html?lang=en");
        Object first = page.evaluate(FIRST_PICTURE);
        assertThat(page.locator("#count")).hasText("10,000 pictures");
        Map<?, ?> measured = (Map<?, ?>) page.evaluate(SCROLL);
        System.out.printf("10,000 pictures: first after %s ms; %s%n", first, measured);
        assertThat((Integer) measured.get("elements")).isLessThan(200);
        Locator tiles = page.locator("#grid li");
        page.locator("#grid").focus();
        page.keyboard().press("End");
        assertThat(page.locator("#grid [aria-posinset='10000']")).isVisible();
        assertThat(tiles.count()).isLessThan(200);
        page.check("#all");
        assertThat(page.locator("#selected")).hasText("10,000 selected");
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }
}

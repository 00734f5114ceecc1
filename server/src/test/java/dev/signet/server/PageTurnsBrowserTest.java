package dev.signet.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signet.server.config.NetworkConfig;
import dev.signet.testing.TestBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

/** What the page shows is about the picture and the model of now, whatever comes when. */
@Tag("browser")
class PageTurnsBrowserTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final Pattern ANY_CLASS = Pattern.compile(String.join("|", TestService.CLASSES));

  @TempDir static Path shared;
  private static TestBrowser browser;

  @TempDir Path folder;
  private TestService service;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void startBrowser() {
    browser =
        TestBrowser.start(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--host-resolver-rules=MAP plain.example 127.0.0.1");
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    NetworkConfig network =
        NetworkConfig.DEFAULT
            .withPort(0)
            .withToken(TOKEN)
            .withAllowedHosts(List.of("plain.example"));
    service = TestService.start(folder, config -> config.withNetwork(network));
    TestService.writeModel(folder.resolve("second"), 2);
    open(375, 667, service.uri().toString());
  }

  private void open(int width, int height, String address) {
    context = browser.window(ColorScheme.LIGHT, width, height);
    context.addInitScript("sessionStorage.setItem('signet-token', '%s')".formatted(TOKEN));
    page = browser.open(context, java.net.URI.create(address), "?lang=en");
  }

  @AfterEach
  void stop() {
    context.close();
    service.close();
    browser.complaints().removeIf(text -> text.contains("status of 4"));
    assertThat(browser.complaints()).isEmpty();
  }

  private void upload(long seed) {
    upload("hand" + seed + ".png", TestService.picture("png", 64, 64, seed));
  }

  private void upload(String name, byte[] content) {
    page.setInputFiles("#file", new FilePayload(name, "image/png", content));
  }

  private void swap(String path) {
    HttpResponse<byte[]> swapped =
        service.send(
            service
                .request("/v1/models/tiny")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"path\":\"%s\"}".formatted(path))));
    assertThat(swapped.statusCode()).isEqualTo(200);
  }

  private Locator verdict() {
    return page.locator("#verdict");
  }

  @Test
  void pageGoesOnWithTheModelThatHasTakenThePlaceOfTheOldOne() {
    upload(1);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#notice")).isHidden();
    swap("second");
    upload(2);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#notice"))
        .hasText("tiny 2 has taken the place of tiny 1 and answers now.");
    assertThat(page.locator("#facts")).containsText("tiny 2");
    assertThat(page.locator("#problem")).isHidden();
    TestBrowser.screenshot(page, "swapped");
    page.click("#language");
    assertThat(page.locator("#notice")).hasText("tiny 2 已取代 tiny 1,现在由它回答。");
    upload(3);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#notice")).isHidden();
  }

  @Test
  void cameraGoesOnWithTheModelThatHasTakenThePlaceOfTheOldOne() {
    page.click("#camera");
    assertThat(verdict()).hasText(ANY_CLASS);
    swap("second");
    assertThat(page.locator("#notice")).containsText("tiny 2 has taken the place of tiny 1");
    swap("tiny");
    assertThat(page.locator("#notice")).containsText("tiny 3 has taken the place of tiny 2");
    assertThat(page.locator("#live")).isVisible();
    assertThat(verdict()).hasText(ANY_CLASS);
  }

  @Test
  void versionThatWasChosenAndIsGoneGivesWayToTheCurrentOne() {
    upload(1);
    assertThat(verdict()).hasText(ANY_CLASS);
    page.evaluate(
        "() => { window.fetched = window.fetch; window.fetch = (url, options) =>"
            + " window.fetched(String(url).replace('model=tiny', 'model=tiny&version=0'), options);"
            + " setTimeout(() => (window.fetch = window.fetched), 0); }");
    upload(2);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#problem")).isHidden();
  }

  @Test
  void brokenPictureTakesTheVerdictOfTheOneBeforeAway() {
    upload(1);
    assertThat(page.locator("#bars li")).hasCount(TestService.CLASSES.size());
    upload("torn.png", new byte[] {1, 2, 3});
    assertThat(verdict()).hasText("No answer");
    assertThat(page.locator("#bars li")).hasCount(0);
    assertThat(page.locator("#timing")).isEmpty();
    assertThat(page.locator("#problem")).isVisible();
    assertThat(page.locator("#picture")).isHidden();
    TestBrowser.screenshot(page, "broken");
    page.click("#language");
    assertThat(verdict()).hasText("没有回答");
    upload(2);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#problem")).isHidden();
    assertThat(page.locator("#picture")).isVisible();
  }

  @Test
  void answerThatComesLateIsNotShownBesideALaterPicture() {
    List<Route> held = new ArrayList<>();
    page.route(
        Pattern.compile(".*/v1/predict.*"),
        route -> {
          if (held.isEmpty()) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    upload(1);
    assertThat(verdict()).hasText("Looking …");
    assertThat(page.locator(".answer")).hasAttribute("aria-busy", "true");
    assertThat(page.locator("#bars li")).hasCount(0);
    TestBrowser.screenshot(page, "busy");
    upload(2);
    assertThat(verdict()).hasText(ANY_CLASS);
    assertThat(page.locator("#picture")).hasAttribute("alt", Pattern.compile(".*hand2.png"));
    page.evaluate(
        "new MutationObserver(() => (window.changed = true))"
            + ".observe(document.getElementById('said'), {subtree: true, childList: true})");
    answerLate(held.get(0));
    page.check("#explain"); // whatever was on its way has come when this is answered
    assertThat(page.locator("#picture")).hasAttribute("src", Pattern.compile("data:.*"));
    assertThat(verdict()).not().hasText("late");
    assertThat(page.locator("#problem")).isHidden();
  }

  private static void answerLate(Route route) {
    try {
      route.fulfill(
          new Route.FulfillOptions()
              .setContentType("application/json")
              .setBody(
                  "{\"model\":{\"id\":\"\"},\"timing\":{\"total_ms\":1},\"predictions\":"
                      + "[{\"classes\":[{\"label\":\"late\",\"index\":0,\"probability\":1}]}]}"));
    } catch (PlaywrightException e) {
      assertThat(e).hasMessageContaining("not"); // the page does not wait for it any more
    }
  }

  @Test
  void modelThatIsChosenWhileAnotherAnswersIsTheOneThatIsShown() {
    upload(1);
    assertThat(verdict()).hasText(ANY_CLASS);
    page.route(
        Pattern.compile(".*/v1/predict.*"),
        route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}")));
    page.check("#explain");
    assertThat(verdict()).hasText("No answer");
    page.unroute(Pattern.compile(".*/v1/predict.*"));
    browser.complaints().removeIf(text -> text.contains("status of 503"));
  }

  @Test
  void verdictOfTheCameraIsSeenOnAPhone() {
    page.click("#camera");
    assertThat(verdict()).hasText(ANY_CLASS);
    requireInView("#video", 667);
    requireInView("#verdict", 667);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/phone-camera.png")));
    page.click("#camera");
    page.setViewportSize(667, 375);
    page.click("#camera");
    assertThat(page.locator("#live")).isVisible();
    requireInView("#frame", 375);
  }

  private void requireInView(String selector, int height) {
    var box = page.locator(selector).boundingBox();
    assertThat(box.y).as(selector).isNotNegative();
    assertThat(box.y + box.height).as(selector).isLessThanOrEqualTo(height);
  }

  @Test
  void heatMapOfTheCameraIsAMirrorImageLikeItsPicture() {
    String transform = "element => getComputedStyle(element).transform";
    page.check("#explain");
    page.click("#camera");
    Locator picture = page.locator("#picture");
    assertThat(picture).hasAttribute("src", Pattern.compile("data:image/png.*"));
    assertThat(picture.evaluate(transform))
        .isEqualTo(page.locator("#video").evaluate(transform))
        .isEqualTo("matrix(-1, 0, 0, 1, 0, 0)");
    page.click("#camera");
    upload(1);
    assertThat(picture).hasAttribute("src", Pattern.compile("data:image/png.*"));
    assertThat(picture.evaluate(transform)).isEqualTo("none");
  }

  @Test
  void cameraOverPlainHttpSaysThatHttpsIsNeeded() {
    context.close();
    open(375, 667, String.format(Locale.ROOT, "http://plain.example:%d/", service.uri().getPort()));
    upload(1);
    assertThat(verdict()).hasText(ANY_CLASS);
    page.click("#camera");
    assertThat(page.locator("#problem")).containsText("https://");
    assertThat(page.locator("#live")).isHidden();
    TestBrowser.screenshot(page, "plain-http");
    browser.complaints().removeIf(text -> text.contains("was untrustworthy")); // it is plain HTTP
  }
}

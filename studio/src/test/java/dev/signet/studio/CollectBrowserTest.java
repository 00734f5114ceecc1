package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.project.Intake;
import dev.signet.studio.project.ListedPicture;
import dev.signet.studio.project.Project;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways by which pictures come in and go, and two people at the same project. */
class CollectBrowserTest extends StudioPages {
  private static final int SIDE = 64;

  /** A second of film, as a browser records it: without saying how long it is. */
  private static final String FILM =
      """
      async () => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 96;
        const ink = canvas.getContext("2d");
        const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
        const parts = [];
        recorder.ondataavailable = ({ data }) => parts.push(data);
        const ended = new Promise((resolve) => (recorder.onstop = resolve));
        recorder.start();
        for (let i = 0; i < 24; i++) {
          ink.fillStyle = `hsl(${i * 15} 80% 50%)`;
          ink.fillRect(0, 0, 96, 96);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        recorder.stop();
        await ended;
        const carried = new DataTransfer();
        carried.items.add(new File(parts, "wave.webm", { type: "video/webm" }));
        const input = document.getElementById("file");
        input.files = carried.files;
        input.dispatchEvent(new Event("change"));
      }
      """;

  @BeforeEach
  void addClasses() {
    project.addClass("fist");
    project.addClass("palm");
  }

  private static byte[] hand(int seed) {
    ImageSize size = new ImageSize(SIDE, SIDE);
    return Png.bytes(RgbPixels.toImage(SyntheticSigns.render(seed % 6, SIDE, seed), size));
  }

  private Page open() {
    Page page = browser.open(context, studio.uri(), "collect.html?lang=en");
    assertThat(page.locator("#title")).hasText("fist");
    return page;
  }

  private static Locator tiles(Page page) {
    return page.locator("#grid li");
  }

  private List<String> names(String label) {
    return project.pictures(label).stream().map(ListedPicture::name).toList();
  }

  /** An event that carries pictures of these names. */
  private static void send(Page page, String event, String... names) {
    String files =
        String.join(
            "",
            Arrays.stream(names)
                .map(
                    name ->
                        "files.items.add(new File([bytes('%s')], '%s', { type: 'image/png' }));"
                            .formatted(
                                Base64.getEncoder().encodeToString(hand(name.length())), name))
                .toList());
    page.evaluate(
        "() => { const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));"
            + " const files = new DataTransfer();"
            + files
            + event
            + " }");
  }

  @Test
  void picturesAreDroppedAnywhereOnThePage() {
    Page page = open();
    String over = "document.body.dispatchEvent(new DragEvent('%s', carried));";
    String carried = "const carried = { dataTransfer: files, bubbles: true, cancelable: true };";
    send(page, carried + over.formatted("dragenter"), "a.png");
    assertThat(page.locator("#over")).isVisible();
    send(page, carried + over.formatted("drop"), "a.png", "bb.png");
    assertThat(tiles(page)).hasCount(2);
    assertThat(page.locator("#over")).isHidden();
    assertThat(names("fist")).containsExactly("a.png", "bb.png");
    assertThat(page.locator("#undo")).containsText("2 pictures added to fist");
  }

  @Test
  void pictureIsPasted() {
    Page page = open();
    send(
        page,
        "document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files }));",
        "image.png");
    assertThat(tiles(page)).hasCount(1);
    assertThat(names("fist")).containsExactly("image.png");
  }

  @Test
  void foldersInAFolderBecomeClasses() throws IOException {
    Path set = home.resolve("set");
    for (String label : List.of("one", "two")) {
      Path inside = Files.createDirectories(set.resolve(label));
      for (int i = 0; i < 3; i++) {
        Files.write(inside.resolve("p" + i + ".png"), hand(i));
      }
    }
    Files.writeString(set.resolve(".hidden.png"), "passed over");
    Page page = open();
    page.setInputFiles("#folder", set);
    assertThat(page.locator("#classes .name")).hasCount(4);
    assertThat(page.locator("#classes .name").allTextContents())
        .containsExactlyInAnyOrder("fist", "palm", "one", "two");
    page.waitForCondition(() -> names("one").size() == 3 && names("two").size() == 3);
    assertThat(page.locator("#refused")).isHidden();
  }

  @Test
  void filmIsTakenByItsFrames() {
    Page page = open();
    page.evaluate(FILM);
    assertThat(tiles(page).nth(2)).isVisible();
    assertThat(page.locator("#uploads")).isHidden();
    assertThat(names("fist")).hasSizeBetween(3, 12).first().isEqualTo("wave-0001.jpg");
    page.click("#undo");
    assertThat(tiles(page)).hasCount(0);
  }

  @Test
  void picturesAreTakenAfterACountdown() {
    Page page = open();
    page.click("#camera");
    page.click("#timer");
    assertThat(page.locator("#countdown")).hasText("3");
    assertThat(names("fist")).isEmpty();
    assertThat(page.locator("#taken")).hasText("30 pictures taken");
    page.click("#camera");
    page.waitForCondition(() -> names("fist").size() == 30);
    assertThat(names("fist").stream().map(name -> name.substring(0, 22)).distinct()).hasSize(1);
  }

  @Test
  void manyAreMovedDeletedAndBroughtBack() throws IOException {
    Path fist = Files.createDirectories(folder.resolve("fist"));
    byte[] picture = hand(3);
    for (int i = 0; i < 1000; i++) {
      Files.write(fist.resolve("p" + i + ".png"), picture);
    }
    Page page = open();
    assertThat(page.locator("#count")).hasText("1,000 pictures");
    page.check("#all");
    page.selectOption("#move-to", "palm");
    assertThat(page.locator("#undo")).hasText("Undo: 1,000 pictures moved to palm");
    page.locator("#classes li", new Page.LocatorOptions().setHasText("palm")).click();
    assertThat(page.locator("#count")).hasText("1,000 pictures");
    page.check("#all");
    page.click("#delete");
    assertThat(page.locator("#bin")).hasText("Bin (1,000)");
    page.click("#undo");
    assertThat(page.locator("#count")).hasText("1,000 pictures");
    page.click("#undo");
    assertThat(page.locator("#undo")).hasText("Undo: palm added");
    assertThat(names("fist")).hasSize(1000);
    assertThat(names("palm")).isEmpty();
  }

  @Test
  void twoWindowsThatDoTheSameDoNotFight() {
    for (int i = 0; i < 4; i++) {
      project.add("fist", "p" + i + ".png", hand(i), new Intake("test", false));
    }
    Page one = open();
    Page two = open();
    for (Page page : List.of(one, two)) {
      tiles(page).first().click();
    }
    one.click("#delete");
    two.click("#delete"); // the same picture, which may be gone already
    for (Page page : List.of(one, two)) {
      assertThat(tiles(page)).hasCount(3);
      assertThat(page.locator("#problem")).isHidden();
    }
    one.click("#rename");
    one.fill("#rename-name", "knuckles");
    one.press("#rename-name", "Enter");
    assertThat(two.locator("#title")).hasText("knuckles");
    two.click("#remove");
    assertThat(one.locator("#title")).hasText("palm");
    two.click("#undo");
    assertThat(one.locator("#classes .name")).hasText(new String[] {"knuckles", "palm"});
    assertThat(names("knuckles")).hasSize(3);
  }

  @Test
  void phoneIsShownTheWay() {
    Page page = open();
    page.click("#phone");
    assertThat(page.locator("#phone-dialog")).containsText("listens to this computer only");
    assertThat(page.locator("#phone-dialog")).containsText("only on localhost or over HTTPS");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.click("#phone-close");
    assertThat(page.locator("#phone-dialog")).isHidden();
  }

  @Test
  void codeOfAStudioWithATokenLetsAPhoneIn(@TempDir Path another) {
    String token = "0123456789abcdef";
    NetworkConfig network = new NetworkConfig("0.0.0.0", 0, Optional.of(token), false, List.of());
    try (Project guarded = Project.open(another);
        StudioServer open = StudioServer.start(network, guarded, NOTHING)) {
      URI here = URI.create("http://127.0.0.1:" + open.uri().getPort() + "/");
      Page page = browser.open(context, here, "?lang=en#token=" + token);
      assertThat(page.locator("#welcome")).isVisible();
      assertThat(page.url()).endsWith("/collect.html?lang=en"); // without the token
      page.click("#phone");
      if (open.phone().isPresent()) { // else this machine is in no network
        assertThat(page.locator("#phone-dialog .code")).isVisible();
        assertThat(page.locator("#phone-dialog"))
            .containsText(open.phone().get().address().toString());
        assertThat(page.locator("#phone-dialog")).not().containsText(token);
        TestBrowser.screenshot(page, "studio-phone");
      }
      assertThat(TestBrowser.violations(page)).isEmpty();
      page.close();
    }
  }
}

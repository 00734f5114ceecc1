package dev.signet.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.studio.project.Intake;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studio's page of pictures as people use it; its screenshots are in target/screenshots. */
class StudioBrowserTest extends StudioPages {
  private static final Intake INTAKE = new Intake("test", true);

  private static byte[] hand(int digit, int seed) {
    ImageSize size = new ImageSize(64, 64);
    return Png.bytes(RgbPixels.toImage(SyntheticSigns.render(digit, 64, seed), size));
  }

  private void fill(String label, int count) {
    for (int i = 1; i <= count; i++) {
      project.add(label, label + i + ".png", hand(i % 6, i), INTAKE);
    }
  }

  private Page open(String path) {
    return browser.open(context, studio.uri(), path);
  }

  private static Locator tiles(Page page) {
    return page.locator("#grid li");
  }

  private static Locator row(Page page, String label) {
    return page.locator("#classes li", new Page.LocatorOptions().setHasText(label));
  }

  @Test
  void emptyFolderBecomesClassesWithPicturesOfTheCamera() throws IOException {
    Page page = open("?lang=en");
    assertThat(page.locator("#welcome")).isVisible();
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(page, "studio-empty");
    page.fill("#add-name", "fist");
    page.press("#add-name", "Enter");
    assertThat(page.locator("#title")).hasText("fist");
    page.click("#camera");
    assertThat(page.locator("#shooting")).isVisible();
    Locator shutter = page.locator("#shutter");
    shutter.focus();
    page.keyboard().down(" ");
    assertThat(page.locator("#taken")).hasText(Pattern.compile("([3-9]|\\d{2,}) pictures taken"));
    page.keyboard().up(" ");
    assertThat(tiles(page).nth(2)).isVisible();
    TestBrowser.screenshot(page, "studio-camera");
    assertThat(TestBrowser.violations(page)).isEmpty();
    assertThat(project.pictures("fist").get(0).name()).matches("camera-\\d{8}-\\d{6}-0001.jpg");
    page.click("#camera");
    assertThat(page.locator("#undo")).containsText("added to fist");
    page.click("#undo");
    assertThat(tiles(page)).hasCount(0);
    assertThat(project.binned().size()).isGreaterThanOrEqualTo(3);
    assertThat(Files.exists(folder.resolve("fist"))).isFalse();
  }

  @Test
  void picturesAreSelectedMovedDeletedAndBroughtBack() {
    fill("fist", 8);
    project.addClass("palm");
    Page page = open("?lang=en");
    assertThat(tiles(page)).hasCount(8);
    tiles(page).nth(1).click();
    tiles(page)
        .nth(4)
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(page.locator("#selected")).hasText("4 selected");
    page.selectOption("#move-to", "palm");
    assertThat(tiles(page)).hasCount(4);
    assertThat(row(page, "palm")).containsText("4 pictures");
    page.locator("#grid").focus();
    page.keyboard().press("Home");
    page.keyboard().press(" ");
    page.keyboard().press("Delete");
    assertThat(tiles(page)).hasCount(3);
    page.click("#bin");
    assertThat(page.locator("#title")).hasText("Bin");
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(page, "studio-bin");
    page.check("#all");
    page.click("#restore");
    assertThat(page.locator("#nothing")).hasText("The bin is empty.");
    row(page, "fist").locator("button").click();
    assertThat(tiles(page)).hasCount(4);
    page.keyboard().press("Control+z");
    assertThat(tiles(page)).hasCount(3);
  }

  @Test
  void classesAreRenamedOrderedAndRemoved() {
    fill("a", 1);
    fill("b", 1);
    Page page = open("?lang=en");
    page.click("#later");
    assertThat(page.locator("#classes .name")).hasText(new String[] {"b", "a"});
    page.click("#rename");
    page.fill("#rename-name", "b");
    page.press("#rename-name", "Enter");
    assertThat(page.locator("#problem"))
        .hasText("there is a class 'b' already; choose another name");
    page.fill("#rename-name", "thumb");
    page.press("#rename-name", "Enter");
    assertThat(page.locator("#title")).hasText("thumb");
    assertThat(page.locator("#classes .name")).hasText(new String[] {"b", "thumb"});
    page.click("#remove");
    assertThat(page.locator("#classes .name")).hasText(new String[] {"b"});
    page.click("#undo");
    assertThat(page.locator("#classes .name")).hasText(new String[] {"b", "thumb"});
    browser.complaints().removeIf(text -> text.contains("409"));
  }

  @Test
  void fileThatIsNoPictureIsNamedAndAllOthersAreTaken() {
    Page page = open("?lang=zh");
    page.fill("#add-name", "拳头");
    page.press("#add-name", "Enter");
    assertThat(page.locator("#title")).hasText("拳头");
    page.setInputFiles(
        "#file",
        new FilePayload[] {
          new FilePayload("good.png", "image/png", hand(0, 1)),
          new FilePayload("bad.jpg", "image/jpeg", "no".getBytes(StandardCharsets.UTF_8)),
          new FilePayload("fine.png", "image/png", hand(1, 2)),
          new FilePayload("notes.txt", "text/plain", new byte[] {1})
        });
    assertThat(tiles(page)).hasCount(2);
    assertThat(page.locator("#refused")).containsText("有 2 个文件未被接受");
    assertThat(page.locator("#refused")).containsText("bad.jpg 不是可读取的图片");
    assertThat(page.locator("#refused")).containsText("notes.txt 既不是图片也不是视频");
    TestBrowser.screenshot(page, "studio-refused-zh");
    assertThat(TestBrowser.violations(page)).isEmpty();
    page.click("#refused-close");
    assertThat(page.locator("#refused")).isHidden();
    browser.complaints().removeIf(text -> text.contains("422"));
  }

  @Test
  void twoWindowsShowTheSame() {
    fill("fist", 3);
    Page one = open("?lang=en");
    Page two = open("?lang=zh");
    assertThat(tiles(two)).hasCount(3);
    tiles(one).first().click();
    one.click("#delete");
    assertThat(tiles(two)).hasCount(2);
    two.click("#undo");
    assertThat(tiles(one)).hasCount(3);
  }

  @Test
  void exampleIsThereToLookAt() {
    Page page = open("?lang=en");
    page.click("#example");
    assertThat(page.locator("#classes li")).hasCount(6);
    assertThat(tiles(page)).hasCount(20);
    assertThat(page.locator("#classes li").last()).containsText("20 pictures");
    page.locator("#grid li img").first().waitFor();
    TestBrowser.screenshot(page, "studio-pictures");
    page.locator("#grid").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#large")).isVisible();
    assertThat(TestBrowser.violations(page)).isEmpty();
  }

  @Test
  void finishedTrainingSaysWhatItIsWorthAndIsTakenAway() throws IOException {
    fill("fist", 3);
    fill("palm", 3);
    Page page = open("train.html?lang=en");
    assertThat(page.locator("#ask-lead")).containsText("has learned from drawn hands");
    page.click("#begin");
    assertThat(page.locator("#state")).hasText("Failed"); // its command is none
    assertThat(TestBrowser.violations(page)).isEmpty();
    Path run = TestRuns.finished(project.runs().resolve("training-1"), 8, 1);
    Files.write(run.resolve("model.safetensors"), new byte[44_700_000]); // stands for one
    assertThat(page.locator("#state")).hasText("Finished");
    assertThat(page.locator("#sentence")).containsText("95 % sure to be between");
    assertThat(page.locator("#accuracy .series")).hasCount(2);
    assertThat(page.locator("#mistakes-section")).isVisible();
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(page, "studio-train");
    page.click("#trainings a >> text=Take away");
    assertThat(page.locator("#files li")).hasCount(4);
    assertThat(page.locator("#shell")).containsText("signet predict --model " + folder);
    assertThat(TestBrowser.violations(page)).isEmpty();
    TestBrowser.screenshot(page, "studio-take");
  }

  @Test
  void trainingThatIsUnderWayIsShownAsItGetsOn() {
    fill("fist", 3);
    fill("palm", 3);
    Page page = open("train.html?lang=zh");
    assertThat(page.locator("#ask-lead")).containsText("已学过手绘的手");
    page.click("#begin");
    page.click("#begin");
    assertThat(page.locator("#trainings li")).hasCount(2);
    assertThat(page.locator("#trainings .state").first()).not().hasText("排队中");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 360, en", "DARK, 360, zh", "DARK, 1200, en"})
  void everyPageFitsEveryScreenAndIsForEverybody(ColorScheme scheme, int width, String language) {
    fill("fist", 3);
    fill("palm with a name that goes on and on", 3);
    try (BrowserContext window = browser.window(scheme, width, 800)) {
      for (String step : List.of("collect", "train", "take")) {
        Page page = browser.open(window, studio.uri(), step + ".html?lang=" + language);
        assertThat(page.locator("#project")).not().isEmpty();
        assertThat(TestBrowser.violations(page)).as(step).isEmpty();
        int beyond = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(beyond).as(step).isLessThanOrEqualTo(0);
        TestBrowser.screenshot(page, "studio-" + step + "-" + width + "-" + language);
      }
    }
  }
}

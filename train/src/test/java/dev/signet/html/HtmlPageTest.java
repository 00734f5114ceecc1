package dev.signet.html;

import static j2html.TagCreator.p;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
  private static final String HOSTILE = "<script>alert('&\"1')</script>";

  private final BufferedImage picture = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);

  private HtmlPage page() {
    HtmlTable table = new HtmlTable(HOSTILE, HOSTILE, "#count").row(HOSTILE, "12");
    return new HtmlPage(
        HOSTILE,
        HOSTILE,
        List.of(
            HtmlSection.of("Numbers & names", p(HOSTILE), table.render()),
            HtmlSection.of(
                "Pictures",
                HtmlFigure.captioned(HtmlFigure.thumbnail(picture, 96, HOSTILE), HOSTILE),
                HtmlFigure.chart(picture, picture, "two lines", HOSTILE))));
  }

  @Test
  void textIsEscapedWhereverItStands() {
    assertThat(page().render())
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "&\"1")
        .containsPattern("<title>&lt;script");
  }

  @Test
  void nothingIsFetched() {
    assertThat(page().render())
        .contains("default-src &#x27;none&#x27;;")
        .doesNotContain("http://", "https://", "url(", "@import", "<link");
  }

  @Test
  void policyAllowsTheVeryStyleSheetThatIsInThePage() throws Exception {
    String page = page().render();
    String css = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
    assertThat(page).contains("sha256-" + Base64.getEncoder().encodeToString(digest) + "&#x27;");
  }

  @Test
  void structureIsThereForScreenReaders() {
    assertThat(page().render())
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<main id=\"content\">", "<nav aria-label=\"Contents\">")
        .contains("<a href=\"#numbers-names\">Numbers &amp; names</a>")
        .contains("<section id=\"numbers-names\" aria-labelledby=\"numbers-names-title\">")
        .contains("<th scope=\"col\" class=\"number\">count</th>")
        .contains("<td class=\"number\">12</td>")
        .contains("<th scope=\"row\">")
        .contains("<caption>");
  }

  @Test
  void pictureInThePageIsThePicture() throws IOException {
    picture.setRGB(5, 2, 0x123456);
    String uri = HtmlFigure.dataUri(picture);
    byte[] png = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(read.getRGB(5, 2)).isEqualTo(picture.getRGB(5, 2));
    assertThat(HtmlFigure.thumbnail(picture, 96, "a").render())
        .contains("width=\"96\" height=\"48\"");
  }

  @Test
  void rowMustFitItsColumns() {
    HtmlTable table = new HtmlTable("caption", "one", "two");
    assertThatThrownBy(() -> table.row("1")).hasMessage("1 cells for 2 columns");
  }

  @Test
  void pageIsWrittenAsUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("page.html");
    new HtmlPage("名字", "ä", List.of()).write(file);
    assertThat(Files.readString(file)).contains("<h1>名字</h1>");
  }

  @Test
  void chartsHaveTheColoursOfTheStyleSheet() {
    String css = StyleSheet.load().css();
    for (String name : List.of("paper", "ink", "line")) {
      Matcher both =
          Pattern.compile("--%s: light-dark\\(#(\\w{6}), #(\\w{6})\\)".formatted(name))
              .matcher(css);
      assertThat(both.find()).as(name).isTrue();
      assertThat(colour(HtmlTheme.LIGHT, name)).isEqualTo(Color.decode("#" + both.group(1)));
      assertThat(colour(HtmlTheme.DARK, name)).isEqualTo(Color.decode("#" + both.group(2)));
    }
  }

  private static Color colour(HtmlTheme theme, String name) {
    return switch (name) {
      case "paper" -> theme.card();
      case "ink" -> theme.ink();
      default -> theme.line();
    };
  }
}

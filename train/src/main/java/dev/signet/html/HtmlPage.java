package dev.signet.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.img;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.ul;

import dev.signet.SignetVersion;
import dev.signet.files.AtomicFile;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * One page in one file: style sheet and pictures are inside, there is no script, and its security
 * policy forbids the browser to fetch anything. It follows the reader's choice of dark or light.
 *
 * <p>Content is made with {@code j2html.TagCreator}, which escapes text. Inline {@code style}
 * attributes have no effect: the policy allows the page's own style sheet only.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param title the page's name, also in the browser's title bar
 * @param summary the one sentence that a reader in a hurry should take along
 * @param sections the content, in order, under a list of links to them
 */
public record HtmlPage(String title, String summary, List<HtmlSection> sections) {
  private static final StyleSheet STYLE = StyleSheet.load();
  private static final String ICON =
      "data:image/svg+xml;base64,"
          + Base64.getEncoder().encodeToString(StyleSheet.read("/dev/signet/pages/icon.svg"));

  public HtmlPage {
    sections = List.copyOf(sections);
  }

  /**
   * Writes the page, UTF-8, as a whole or not at all.
   *
   * @throws dev.signet.SignetException if it cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, render());
  }

  /** The page as text. */
  public String render() {
    HtmlTag page = html(pageHead(), pageBody()).withLang("en");
    return "<!DOCTYPE html>\n" + page.render() + "\n";
  }

  private DomContent pageHead() {
    return head(
        meta().withCharset("utf-8"),
        meta()
            .attr("http-equiv", "Content-Security-Policy")
            .withContent(
                "default-src 'none'; img-src data:; style-src '%s'; base-uri 'none'; form-action 'none'"
                    .formatted(STYLE.hash())),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        meta().withName("color-scheme").withContent("light dark"),
        TagCreator.title(title),
        style().with(rawHtml(STYLE.css())));
  }

  private DomContent pageBody() {
    return body(
        a("Skip to the content").withHref("#content").withClass("skip"),
        header(brand(), h1(title), p(summary).withClass("summary")),
        sections.size() < 2 ? nav() : contents(),
        main(each(sections, HtmlSection::render)).withId("content"),
        footer(p("Written by Signet %s.".formatted(SignetVersion.current()))));
  }

  private static DomContent brand() {
    return p(img().withSrc(ICON).withAlt("").attr("width", 28).attr("height", 28), span("Signet"))
        .withClass("brand");
  }

  private DomContent contents() {
    return nav(ul(
            each(sections, section -> li(a(section.title()).withHref("#" + section.anchor())))))
        .attr("aria-label", "Contents");
  }
}

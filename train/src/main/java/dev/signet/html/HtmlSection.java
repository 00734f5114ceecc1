package dev.signet.html;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;

/**
 * A part of a page under a heading of its own. Safe for use by many threads as long as its content
 * is not changed.
 *
 * @param title the heading, unlike those of the page's other sections
 * @param content what stands under it: {@link HtmlTable}, {@link HtmlFigure}, paragraphs
 */
public record HtmlSection(String title, List<? extends DomContent> content) {
  public HtmlSection {
    content = List.copyOf(content);
  }

  /** A section of this content. */
  public static HtmlSection of(String title, DomContent... content) {
    return new HtmlSection(title, List.of(content));
  }

  /** What a link to this section points at: the title in lower case, with hyphens. */
  public String anchor() {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
  }

  DomContent render() {
    return section(h2(title).withId(anchor() + "-title"))
        .with(content)
        .withId(anchor())
        .attr("aria-labelledby", anchor() + "-title");
  }
}

package dev.signet.html;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.signet.Text;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose first column names its rows. A wide one scrolls by itself, by keyboard too. Not
 * safe for use by several threads.
 */
public final class HtmlTable {
  private final String caption;
  private final List<Column> columns;
  private final List<List<DomContent>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param title its heading
   * @param isNumber whether its cells are numbers, which stand right
   */
  private record Column(String title, boolean isNumber) {
    /** A heading that begins with {@code #} is one of numbers. */
    static Column of(String heading) {
      boolean isNumber = heading.startsWith("#");
      return new Column(isNumber ? heading.substring(1) : heading, isNumber);
    }
  }

  /**
   * A table without rows.
   *
   * @param caption what the table shows, a sentence
   * @param headings of the columns; a {@code #} in front, which is not shown, marks numbers
   */
  public HtmlTable(String caption, String... headings) {
    this.caption = caption;
    this.columns = Arrays.stream(headings).map(Column::of).toList();
  }

  /** Adds a row of texts, one for each column. */
  public HtmlTable row(String... cells) {
    return row(Arrays.stream(cells).map(cell -> (DomContent) text(cell)).toList());
  }

  /** Adds a row, one cell for each column. */
  public HtmlTable row(List<? extends DomContent> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          Text.of("%d cells for %d columns", cells.size(), columns.size()));
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table with the frame that it scrolls in. */
  public DomContent render() {
    return div(table(
            caption(caption),
            thead(tr(each(columns, HtmlTable::heading))),
            tbody(each(rows, this::rowTag))))
        .withClass("scroll")
        .withTabindex(0)
        .attr("role", "region")
        .attr("aria-label", caption);
  }

  private static DomContent heading(Column column) {
    return th(column.title()).attr("scope", "col").withCondClass(column.isNumber(), "number");
  }

  private DomContent rowTag(List<DomContent> cells) {
    List<DomContent> all = new ArrayList<>();
    all.add(th(cells.get(0)).attr("scope", "row").withCondClass(isNumber(0), "number"));
    for (int i = 1; i < cells.size(); i++) {
      all.add(td(cells.get(i)).withCondClass(isNumber(i), "number"));
    }
    return tr().with(all);
  }

  private boolean isNumber(int column) {
    return columns.get(column).isNumber();
  }
}

package dev.signet.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.signet.html.HtmlSection;
import dev.signet.runfolder.AuditVerdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the pictures. */
final class AuditSection {
  private AuditSection() {}

  static HtmlSection of(Found<AuditVerdict> audit) {
    List<DomContent> content = new ArrayList<>();
    audit
        .value()
        .ifPresent(
            found -> {
              content.add(p(found.verdict() + "."));
              if (!found.findings().isEmpty()) {
                content.add(ul(each(found.findings(), finding -> li(finding))));
              }
            });
    audit.remark().ifPresent(remark -> content.add(p(remark).withClass("note")));
    if (audit.value().isEmpty()) {
      content.add(p("signet data audit says what a score on pictures is worth."));
    }
    return new HtmlSection("Data audit", content);
  }
}

package dev.signet.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.signet.artifact.AuditVerdict;
import dev.signet.html.HtmlSection;
import java.util.Optional;

/** What is wrong with the pictures. */
final class AuditSection {
  private AuditSection() {}

  static HtmlSection of(Optional<AuditVerdict> audit) {
    return audit
        .map(
            found ->
                HtmlSection.of(
                    "Data audit",
                    p(found.verdict() + "."),
                    ul(each(found.findings(), finding -> li(finding)))))
        .orElseGet(
            () ->
                HtmlSection.of(
                    "Data audit",
                    p(
                        "The pictures were not audited; signet data audit says what a score on them"
                            + " is worth.")));
  }
}

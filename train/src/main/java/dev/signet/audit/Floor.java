package dev.signet.audit;

import dev.signet.confidence.Share;

/**
 * What a rule that learns nothing scores: a network must be better.
 *
 * @param rule what it looks at
 * @param score right answers, with the 95 % interval of their share
 */
public record Floor(Rule rule, Share score) {
  /** What a rule looks at; each answers with the label of the nearest training picture. */
  public enum Rule {
    /** All pixels. */
    NEAREST_PICTURE("nearest picture"),
    /** The four corners, an eighth of the side each. */
    CORNERS("corners only"),
    /** Mean and spread of the three colours, six numbers. */
    COLOURS("colours only");

    private final String title;

    Rule(String title) {
      this.title = title;
    }

    /** As a person would say it. */
    public String title() {
      return title;
    }
  }
}

package dev.signet.audit;

/**
 * One thing that is wrong.
 *
 * @param kind what it is about
 * @param sentence what was found, without a full stop
 */
public record Finding(Kind kind, String sentence) {
  /** What may be wrong, the gravest first. */
  public enum Kind {
    /** Held-out pictures are among the training pictures, or nearly. */
    LEAK,
    /** Held-out pictures are of the same bursts as training pictures. */
    BURST,
    /** One picture has two labels. */
    CONFLICT,
    /** Something beside the subject tells the class. */
    SHORTCUT,
    /** A class has few pictures or none. */
    IMBALANCE,
    /** Files that are no readable pictures. */
    UNREADABLE,
    /** Pictures are there twice within a part. */
    REPETITION
  }
}

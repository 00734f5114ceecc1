package dev.signet.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param kind what it is about
 * @param sentence what was found, without a full stop
 * @param remedy what a training can do about it, without a full stop; absent if it can do nothing
 */
public record Finding(
    Kind kind,
    String sentence,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> remedy) {
  /** What a training does about rare classes. */
  public static final String REMEDY_FOR_IMBALANCE =
      "train with --class-weights balanced or --sampling balanced to make every class count the"
          + " same";

  /** Something that a training can do nothing about, but for rare classes. */
  public Finding(Kind kind, String sentence) {
    this(
        kind,
        sentence,
        kind == Kind.IMBALANCE ? Optional.of(REMEDY_FOR_IMBALANCE) : Optional.empty());
  }

  /** The sentence and, in brackets, the remedy. */
  public String advice() {
    return sentence + remedy.map(" (%s)"::formatted).orElse("");
  }

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

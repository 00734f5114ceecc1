package dev.signet.studio.check;

import dev.signet.studio.project.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that may be wrong with pictures, and what can be done about it.
 *
 * @param id the same as long as it is about the same
 * @param kind of it
 * @param label class that it is about; empty if it is about all or several
 * @param value a number to it, which the kind explains
 * @param pictures that it is about
 * @param choices what can be done; refusing is always possible
 * @param reason in words of the program that could not read a file; empty for all other kinds
 */
public record Proposal(
    String id,
    Kind kind,
    String label,
    double value,
    List<SeenPicture> pictures,
    List<Choice> choices,
    Optional<Words> reason) {
  /** What may be wrong, the gravest first. */
  public enum Kind {
    /** A file that is no readable picture. */
    UNREADABLE,
    /** The same picture lies in several classes. */
    CONFLICT,
    /** After a training: its label may be wrong. The value is how sure the network was, 0 to 1. */
    DOUBT,
    /** The corners tell the class. The value is how often they do, 0 to 1. */
    BACKGROUND,
    /** The colours or the brightness tell the class. The value is how far, 0 to 1. */
    LIGHT,
    /** A class has few pictures. The value is how many the largest class has. */
    RARE,
    /** A class is of one burst. */
    ONE_BURST,
    /** The same picture several times. */
    DUPLICATE,
    /** Pictures that hardly differ. */
    BURST,
    /** Nearly black pictures. */
    DARK,
    /** Nearly white pictures. */
    BRIGHT,
    /** Pictures without fine detail. */
    BLURRED
  }

  /** Keeps its own lists. */
  public Proposal {
    pictures = List.copyOf(pictures);
    choices = List.copyOf(choices);
  }

  /** A proposal whose name tells what it is about. */
  static Proposal of(
      Kind kind, String label, double value, List<SeenPicture> pictures, List<Choice> choices) {
    return of(kind, label, value, pictures, choices, Optional.empty());
  }

  static Proposal of(
      Kind kind,
      String label,
      double value,
      List<SeenPicture> pictures,
      List<Choice> choices,
      Optional<Words> reason) {
    StringBuilder about = new StringBuilder(kind.name()).append('\n').append(label);
    pictures.stream()
        .map(it -> it.label() + "/" + it.name())
        .sorted()
        .forEach(it -> about.append('\n').append(it));
    byte[] words = about.toString().getBytes(StandardCharsets.UTF_8);
    String id = UUID.nameUUIDFromBytes(words).toString();
    return new Proposal(id, kind, label, value, pictures, choices, reason);
  }
}

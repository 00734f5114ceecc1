package dev.signet.studio.check;

import dev.signet.studio.project.PictureRef;
import java.util.List;

/**
 * What can be done about something.
 *
 * @param deed of it
 * @param to class that pictures are moved to, or are taken for; empty if there is none
 * @param pictures that it is proposed for
 */
public record Choice(Deed deed, String to, List<PictureRef> pictures) {
  /** What is done with pictures. */
  public enum Deed {
    /** They go into the bin. */
    DELETE,
    /** They go into another class. */
    MOVE,
    /** More are collected, which nobody else can do. */
    COLLECT
  }

  /** Keeps its own list. */
  public Choice {
    pictures = List.copyOf(pictures);
  }
}

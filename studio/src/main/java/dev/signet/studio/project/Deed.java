package dev.signet.studio.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that was done to a project and can be undone.
 *
 * @param kind of it
 * @param label class that it was done to
 * @param batch what deeds are one to whoever did them: a burst, a folder that was dropped
 * @param before the classes in their order before it
 * @param moves files and folders that changed their places, in order
 */
record Deed(DeedKind kind, String label, String batch, List<String> before, List<Move> moves) {
  /** From where to where; what was added came from its place in the bin. */
  record Move(Path from, Path to) {}

  Deed {
    before = List.copyOf(before);
    moves = List.copyOf(moves);
  }

  /** The same with more of it, if it was done in one go. */
  Deed and(Deed more) {
    List<Move> all = new ArrayList<>(moves);
    all.addAll(more.moves);
    return new Deed(kind, label.equals(more.label) ? label : "", batch, before, all);
  }

  boolean continues(Deed earlier) {
    return !batch.isEmpty() && kind == earlier.kind && batch.equals(earlier.batch);
  }
}

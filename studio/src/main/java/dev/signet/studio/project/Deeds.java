package dev.signet.studio.project;

import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was done to a project since it was opened, the last of it first to be undone. Not safe for
 * use by several threads.
 */
final class Deeds {
  private static final int MOST = 100;

  private final Place place;
  private final ClassShelf shelf;
  private final Deque<Deed> done = new ArrayDeque<>();

  Deeds(Place place, ClassShelf shelf) {
    this.place = place;
    this.shelf = shelf;
  }

  /** A picture and the folder that it is to lie in. */
  record Carriage(Path file, Path folder) {}

  /** What would be undone. */
  Optional<Deed> last() {
    return Optional.ofNullable(done.peekLast());
  }

  /** Remembers what was done; what goes on with the last deed becomes part of it. */
  void add(Deed deed) {
    Deed last = done.peekLast();
    if (last != null && deed.continues(last)) {
      done.removeLast();
      done.addLast(last.and(deed));
      return;
    }
    done.addLast(deed);
    if (done.size() > MOST) {
      done.removeFirst();
    }
  }

  /** Carries files that are still there to other folders; how many. */
  int carry(Deed deed, List<Carriage> carriages) {
    List<Deed.Move> moved = new ArrayList<>();
    try {
      for (Carriage each : carriages) {
        String name = PictureFiles.name(each.file());
        Path goal = Place.free(place.folder(each.folder()), name);
        Deed.Move move = new Deed.Move(each.file(), goal);
        if (Place.move(move)) {
          moved.add(move);
        }
      }
    } finally { // what was done is done, also on a disk that is full
      if (!moved.isEmpty()) {
        add(new Deed(deed.kind(), deed.label(), deed.batch(), deed.before(), moved));
        settle(moved);
      }
    }
    return moved.size();
  }

  /** Deletes folders that have become empty; the classes stay. */
  private void settle(List<Deed.Move> moved) {
    moved.stream().map(move -> move.from().getParent()).distinct().forEach(place::tidy);
    shelf.reorder(shelf.order());
  }

  /** Undoes the last deed. */
  Deed undo() {
    Deed last = last().orElseThrow(() -> new ProjectException(Sentence.NOTHING_TO_UNDO));
    List<Deed.Move> moves = last.moves();
    List<Deed.Move> back = new ArrayList<>();
    for (int i = moves.size() - 1; i >= 0; i--) {
      Deed.Move move = new Deed.Move(moves.get(i).to(), unused(moves.get(i).from()));
      if (Place.move(move)) {
        back.add(move);
      }
    }
    done.removeLast();
    back.stream().map(move -> move.from().getParent()).distinct().forEach(place::tidy);
    shelf.reorder(last.before());
    return last;
  }

  private static Path unused(Path path) {
    Path parent = path.getParent();
    return parent != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? Place.free(parent, PictureFiles.name(path))
        : path;
  }
}

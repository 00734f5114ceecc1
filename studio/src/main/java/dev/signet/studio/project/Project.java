package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import dev.signet.files.TemporaryFiles;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A folder with a folder a class, as people change it. Everything that is done is a file or folder
 * that gets another name, so whatever ends the program loses at most the picture on its way; the
 * last deeds can be undone. Other programs may change the folder meanwhile: what is no longer there
 * is left out. Safe for use by many threads, which take turns.
 */
public final class Project implements AutoCloseable {
  /** The most pictures of a project. */
  public static final int MOST_PICTURES = 100_000;

  /** The most pixels of a picture. */
  public static final long MOST_PIXELS = 100_000_000;

  private static final ImageSize GLANCE = new ImageSize(64, 64);

  private final Place place;
  private final ProjectLock lock;
  private final ClassShelf shelf;
  private final Deeds deeds;
  private final Listing bin;

  private Project(Path root, ProjectLock lock) {
    this.place = new Place(root);
    this.lock = lock;
    this.shelf = new ClassShelf(place);
    this.deeds = new Deeds(place, shelf);
    this.bin = new Listing(place.bin());
    shelf.refresh(true);
  }

  /**
   * Opens a folder, which becomes a project by that and stays one for every command.
   *
   * @throws SignetException if it is no folder, is laid out by parts, cannot be written or is open
   *     in another studio
   */
  public static Project open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    ProjectFolder.require(root);
    ProjectLock lock = ProjectLock.acquire(new Place(root).hidden());
    try {
      Project project = new Project(root, lock);
      for (ProjectState.ClassState each : project.state().classes()) {
        TemporaryFiles.deleteIn(root.resolve(each.label())); // of a studio that was killed
      }
      return project;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Its folder. */
  public Path root() {
    return place.root();
  }

  /** The folder of its trainings. */
  public Path runs() {
    return place.runs();
  }

  /** Where the studio keeps what is its own. */
  public Path hidden() {
    return place.hidden();
  }

  /** What there is now. */
  public synchronized ProjectState state() {
    shelf.refresh(false);
    bin.refresh();
    return ProjectState.of(root(), shelf, bin, deeds.last());
  }

  /** The pictures of a class, in the natural order of their names. */
  public synchronized List<ListedPicture> pictures(String label) {
    shelf.refresh(true);
    return shelf.require(label).pictures();
  }

  /** The pictures that were thrown away: their names are those of their classes and their own. */
  public synchronized List<ListedPicture> binned() {
    bin.refresh();
    return bin.pictures();
  }

  /** The file of a picture; of one in the bin the label is empty. */
  public synchronized Path file(PictureRef picture) {
    Path file =
        listed(picture)
            .or(() -> lookedUp(picture))
            .orElseThrow(
                () -> new ProjectException(Sentence.NO_PICTURE, picture.name(), picture.label()));
    if (!place.holds(file)) {
      throw new ProjectException(Sentence.OUTSIDE, picture.name());
    }
    return file;
  }

  private Optional<Path> listed(PictureRef picture) {
    Listing listing = picture.label().isEmpty() ? bin : shelf.require(picture.label());
    return listing.find(picture.name());
  }

  private Optional<Path> lookedUp(PictureRef picture) {
    shelf.refresh(true);
    bin.refresh();
    return listed(picture);
  }

  /**
   * Takes a picture into a class, if it can be read.
   *
   * @param given the name that it had
   * @param bytes of its file
   * @param intake how it comes in
   * @return its name; the same picture under the same name is taken once
   */
  public String add(String label, String given, byte[] bytes, Intake intake) {
    try {
      new ImageDecoder(GLANCE).withMostPixels(MOST_PIXELS).decode(given, bytes);
    } catch (SignetException e) {
      throw new ProjectException(Sentence.UNREADABLE, String.valueOf(e.getMessage()));
    }
    return put(label, FolderName.ofPicture(given, bytes), bytes, intake);
  }

  private synchronized String put(String given, String name, byte[] bytes, Intake intake) {
    List<String> before = shelf.order();
    String label = given;
    if (intake.makesClass() && shelf.find(label).isEmpty()) {
      label = FolderName.ofClass(given);
      if (shelf.find(label).isEmpty()) {
        shelf.reorder(and(before, unused(label, "")));
      }
    }
    Listing listing = shelf.require(label);
    if (shelf.total() >= MOST_PICTURES) {
      throw new ProjectException(Sentence.MANY, MOST_PICTURES);
    }
    Path folder = place.folder(listing.folder());
    if (holds(folder.resolve(name), bytes)) {
      return name;
    }
    Path file = Place.free(folder, name);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (SignetException e) {
      place.tidy(folder);
      throw ProjectException.ofWriting(e);
    }
    Path undone = place.bin().resolve(label).resolve(PictureFiles.name(file));
    List<Deed.Move> moves = List.of(new Deed.Move(undone, file));
    deeds.add(new Deed(DeedKind.ADD, label, intake.batch(), before, moves));
    return PictureFiles.name(file);
  }

  private static boolean holds(Path file, byte[] bytes) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == bytes.length
          && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (IOException e) {
      return false;
    }
  }

  private Deed deed(DeedKind kind, String label, String batch, Deed.Move... moves) {
    return new Deed(kind, label, batch, shelf.order(), List.of(moves));
  }

  /** Moves pictures into a class; how many were still there. */
  public synchronized int move(List<PictureRef> pictures, String to) {
    Path folder = shelf.require(to).folder();
    List<PictureRef> others = pictures.stream().filter(it -> !it.label().equals(to)).toList();
    return deeds.carry(deed(DeedKind.MOVE, to, ""), carriages(others, label -> folder));
  }

  /** Throws pictures into the bin; how many were still there. */
  public synchronized int delete(List<PictureRef> pictures) {
    String label = pictures.isEmpty() ? "" : pictures.get(0).label();
    return deeds.carry(deed(DeedKind.DELETE, label, ""), carriages(pictures, this::binOf));
  }

  private Path binOf(String label) {
    return place.bin().resolve(label);
  }

  /** Those that are still there, each once. */
  private List<Deeds.Carriage> carriages(List<PictureRef> pictures, Function<String, Path> folder) {
    shelf.refresh(true);
    List<Deeds.Carriage> found = new ArrayList<>();
    for (PictureRef picture : new LinkedHashSet<>(pictures)) {
      shelf
          .find(picture.label())
          .flatMap(listing -> listing.find(picture.name()))
          .ifPresent(file -> found.add(new Deeds.Carriage(file, folder.apply(picture.label()))));
    }
    return found;
  }

  /** Brings pictures back out of the bin; how many were still there. */
  public synchronized int restore(List<String> names) {
    bin.refresh();
    List<Deeds.Carriage> found = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      int slash = name.indexOf('/');
      Optional<Path> file = slash > 0 ? bin.find(name) : Optional.empty();
      file.ifPresent(
          each ->
              found.add(new Deeds.Carriage(each, place.root().resolve(name.substring(0, slash)))));
    }
    return deeds.carry(deed(DeedKind.RESTORE, "", ""), found);
  }

  /** Deletes what is in the bin for good; how many pictures. */
  public synchronized int emptyBin() {
    bin.refresh();
    List<ListedPicture> pictures = bin.pictures();
    for (ListedPicture picture : pictures) {
      bin.find(picture.name()).ifPresent(Place::delete);
    }
    bin.forget();
    bin.refresh();
    return pictures.size();
  }

  /** Adds a class; its name as it is now. */
  public synchronized String addClass(String given) {
    shelf.refresh(true);
    String label = unused(given, "");
    reorder(deed(DeedKind.ADD_CLASS, label, ""), order -> and(order, label));
    return label;
  }

  private static List<String> and(List<String> order, String label) {
    List<String> more = new ArrayList<>(order);
    more.add(label);
    return more;
  }

  private String unused(String given, String own) {
    String label = FolderName.ofClass(given);
    if (shelf.order().stream().anyMatch(it -> it.equalsIgnoreCase(label) && !it.equals(own))) {
      throw new ProjectException(Sentence.CLASS_THERE, label);
    }
    return label;
  }

  /** Gives a class another name, and its folder with it; the name as it is now. */
  public synchronized String renameClass(String from, String given) {
    shelf.refresh(true);
    Path folder = shelf.require(from).folder();
    String to = unused(given, from);
    if (to.equals(from)) {
      return to;
    }
    Deed.Move move = new Deed.Move(folder, place.root().resolve(to));
    boolean moved = Place.move(move);
    Deed deed =
        moved ? deed(DeedKind.RENAME_CLASS, from, "", move) : deed(DeedKind.RENAME_CLASS, from, "");
    reorder(deed, order -> order.stream().map(it -> it.equals(from) ? to : it).toList());
    return to;
  }

  /** Puts the classes in another order. */
  public synchronized void orderClasses(List<String> labels) {
    shelf.refresh(true);
    if (labels.size() != shelf.order().size()
        || !new HashSet<>(labels).equals(new HashSet<>(shelf.order()))) {
      throw new ProjectException(Sentence.ORDER);
    }
    reorder(deed(DeedKind.ORDER_CLASSES, "", ""), order -> labels);
  }

  /** Throws a class away, its pictures into the bin; how many. */
  public synchronized int removeClass(String label) {
    shelf.refresh(true);
    Listing listing = shelf.require(label);
    List<PictureRef> pictures =
        listing.pictures().stream().map(it -> new PictureRef(label, it.name())).toList();
    Deed deed = deed(DeedKind.REMOVE_CLASS, label, "class " + System.nanoTime());
    int count = deeds.carry(deed, carriages(pictures, this::binOf));
    Deed.Move rest = new Deed.Move(listing.folder(), Place.free(place.bin(), label));
    boolean more = Place.move(rest); // what is no picture
    Deed end =
        more ? new Deed(deed.kind(), label, deed.batch(), deed.before(), List.of(rest)) : deed;
    reorder(end, order -> order.stream().filter(it -> !it.equals(label)).toList());
    return count;
  }

  private void reorder(Deed deed, UnaryOperator<List<String>> change) {
    List<String> after = change.apply(shelf.order());
    deeds.add(deed);
    shelf.reorder(after);
  }

  /** Undoes the last deed; what it was. */
  public synchronized ProjectState.Undoable undo() {
    ProjectState.Undoable undone = ProjectState.Undoable.of(deeds.undo());
    shelf.refresh(true);
    return undone;
  }

  /** Lets another studio open it. */
  @Override
  public void close() {
    lock.close();
  }
}

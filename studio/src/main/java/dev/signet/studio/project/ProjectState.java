package dev.signet.studio.project;

import dev.signet.picture.PictureFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A project as a page shows it.
 *
 * @param name of its folder
 * @param folder where it lies
 * @param classes in their order
 * @param total pictures of all classes
 * @param most pictures that it may have
 * @param bin pictures that were thrown away and not yet deleted
 * @param undo what would be undone
 */
public record ProjectState(
    String name,
    String folder,
    List<ClassState> classes,
    int total,
    int most,
    BinState bin,
    Optional<Undoable> undo) {
  /**
   * A class.
   *
   * @param label its name
   * @param pictures how many
   * @param version grows when they change
   * @param cover name of the picture that stands for it
   * @param problem why it cannot be read
   */
  public record ClassState(
      String label, int pictures, long version, Optional<String> cover, Optional<Words> problem) {}

  /**
   * What was thrown away.
   *
   * @param pictures how many
   * @param version grows when they change
   */
  public record BinState(int pictures, long version) {}

  /**
   * What would be undone.
   *
   * @param kind of what was done
   * @param count pictures that it was done to
   * @param label class that it was done to
   */
  public record Undoable(DeedKind kind, int count, String label) {
    static Undoable of(Deed deed) {
      return new Undoable(deed.kind(), deed.moves().size(), deed.label());
    }
  }

  static ProjectState of(Path root, ClassShelf shelf, Listing bin, Optional<Deed> last) {
    return new ProjectState(
        PictureFiles.name(root),
        root.toString(),
        shelf.order().stream().map(label -> classOf(label, shelf.require(label))).toList(),
        shelf.total(),
        Project.MOST_PICTURES,
        new BinState(bin.size(), bin.version()),
        last.map(Undoable::of));
  }

  private static ClassState classOf(String label, Listing listing) {
    List<ListedPicture> pictures = listing.pictures();
    Optional<String> cover =
        pictures.isEmpty()
            ? Optional.empty()
            : Optional.of(pictures.get(pictures.size() - 1).name());
    return new ClassState(
        label, pictures.size(), listing.version(), cover, listing.problem().map(Words::ofCommand));
  }
}

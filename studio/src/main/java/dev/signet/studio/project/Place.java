package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.files.WriteFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder of a project, which nothing that is done to it leaves. Thread-safe. */
final class Place {
  static final String HIDDEN = ".signet";
  static final String RUNS = "runs";

  private final Path root;

  Place(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** What Signet keeps for itself; commands pass it over because it is hidden. */
  Path hidden() {
    return root.resolve(HIDDEN);
  }

  Path bin() {
    return hidden().resolve("bin");
  }

  Path runs() {
    return root.resolve(RUNS);
  }

  /** Whether a file or folder lies in the project once all links are followed. */
  boolean holds(Path path) {
    try {
      return path.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** A folder to write into, which is made if it is not there. */
  Path folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw ProjectException.ofWriting(WriteFailure.describe(folder, e));
    }
    if (!holds(folder)) {
      throw new ProjectException(Sentence.OUTSIDE, folder.getFileName());
    }
    return folder;
  }

  /** The file of this name in a folder, with a number if there is another one. */
  static Path free(Path folder, String name) {
    Path file = folder.resolve(name);
    for (int number = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); number++) {
      file = folder.resolve(FolderName.numbered(name, number));
    }
    return file;
  }

  /** Moves a file or a folder to a name that nothing has; whether it was still there. */
  static boolean move(Deed.Move move) {
    if (!Files.exists(move.from(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Path parent = move.to().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.move(move.from(), move.to());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw ProjectException.ofWriting(WriteFailure.describe(move.to(), e));
    }
  }

  /** Deletes a folder, and those that it lies in, as far as they are empty. */
  void tidy(Path folder) {
    try {
      Path each = folder;
      while (each != null && each.startsWith(root) && !each.equals(root)) {
        Files.delete(each);
        each = each.getParent();
      }
    } catch (IOException e) {
      return; // it holds something, or is gone already
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SignetException("cannot delete %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}

package dev.signet.picture;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The files below a folder that may be pictures. Links are followed; broken ones are among them.
 */
final class PictureWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final List<Path> files = new ArrayList<>();
  private boolean outputs;

  private PictureWalk(Path root) {
    this.root = root;
  }

  /**
   * Walks through a folder.
   *
   * @throws SignetException if a folder below it cannot be listed
   */
  static PictureWalk through(Path folder) {
    PictureWalk walk = new PictureWalk(folder);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    walk.files.sort(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE));
    return walk;
  }

  List<Path> files() {
    return files;
  }

  /** Whether there were runs or reports of Signet's, which were passed over. */
  boolean hasOutputs() {
    return outputs;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    boolean output = NoPictures.isOutput(folder);
    outputs |= output;
    return output || NoPictures.isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    boolean drawn = NoPictures.isDrawn(file);
    outputs |= drawn;
    boolean mayBeOne = attributes.isRegularFile() || attributes.isSymbolicLink();
    if (mayBeOne && !drawn && !NoPictures.isHidden(file)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) {
    if (NoPictures.isHidden(path) && !path.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    throw unreadable(path, e);
  }

  /** Why a folder cannot be listed. */
  static SignetException unreadable(Path path, Exception e) {
    if (e instanceof FileSystemLoopException) {
      return new SignetException(
          "%s is a link to a folder that it lies in; remove the link".formatted(path), e);
    }
    String reason =
        e instanceof AccessDeniedException
            ? "permission denied"
            : e instanceof NoSuchFileException ? "no such folder" : e.getMessage();
    return new SignetException(
        "%s cannot be listed: %s; check that it exists and may be read".formatted(path, reason), e);
  }
}

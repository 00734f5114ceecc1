package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The checkpoints of a run: {@code step-0000000120.safetensors} after step 120 and so on, {@code
 * last.safetensors}, a symbolic link to the newest, and {@code best.safetensors}, a model file with
 * the weights of the best epoch. Not safe for use by several threads.
 *
 * @param path the folder, which need not exist yet
 */
public record CheckpointFolder(Path path) {
  private static final String STEP = "step-";
  private static final String SUFFIX = ".safetensors";

  /** Where the checkpoint after so many steps is. */
  public Path step(long steps) {
    return path.resolve(Text.of("%s%010d%s", STEP, steps, SUFFIX));
  }

  /** The newest checkpoint under a name that stays. */
  public Path last() {
    return path.resolve("last" + SUFFIX);
  }

  /** The best weights so far, a model file. */
  public Path best() {
    return path.resolve("best" + SUFFIX);
  }

  /**
   * Writes a checkpoint, then deletes older ones.
   *
   * @param keep how many stay, this one counted
   * @throws SignetException if it cannot be written; those before it are still there
   */
  public void write(Checkpoint checkpoint, int keep) {
    Path file = step(checkpoint.manifest().position().step());
    checkpoint.write(file);
    link(file);
    prune(keep);
  }

  /** A convenience for people; where there are no symbolic links there is none. */
  private void link(Path file) {
    Path made = path.resolve(".last.tmp");
    try {
      Files.deleteIfExists(made);
      Files.createSymbolicLink(made, file.getFileName());
      Files.move(made, last(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      return;
    }
  }

  /**
   * Deletes all but the newest checkpoints.
   *
   * @param keep how many stay
   */
  public void prune(int keep) {
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
      delete(old);
    }
  }

  /** Whether there is a checkpoint, whole or not. */
  public boolean isPresent() {
    return !newestFirst().isEmpty();
  }

  /**
   * Deletes the checkpoints of later steps: a run that goes on from an earlier one, because they
   * are damaged, will write them again.
   */
  public void forgetAfter(long step) {
    Path last = step(step);
    newestFirst().stream().takeWhile(file -> !file.equals(last)).forEach(CheckpointFolder::delete);
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param problems is told of each that is damaged, with the reason, in one line
   * @return empty if there is none at all
   * @throws SignetException if there are some and all are damaged
   */
  public Optional<Checkpoint> newest(Consumer<String> problems) {
    List<Path> all = newestFirst();
    for (Path file : all) {
      try {
        return Optional.of(Checkpoint.read(file));
      } catch (SignetException e) {
        problems.accept(
            "the checkpoint %s is refused: %s; taking the one before it"
                .formatted(file.getFileName(), e.getMessage()));
      }
    }
    if (!all.isEmpty()) {
      throw new SignetException(
          Text.of(
              "none of the %d checkpoints in %s is whole; start a new run (--out)",
              all.size(), path));
    }
    return Optional.empty();
  }

  /** The digits have a fixed width, so the order of names is that of steps. */
  private List<Path> newestFirst() {
    return files(name -> name.startsWith(STEP) && name.endsWith(SUFFIX)).stream()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<Path> files(Predicate<String> wanted) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> wanted.test(String.valueOf(file.getFileName()))).toList();
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(path, Reason.of(e)), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SignetException("cannot delete %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}

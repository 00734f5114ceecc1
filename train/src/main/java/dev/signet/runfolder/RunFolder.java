package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.RunConfigFile;
import dev.signet.config.Json;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.files.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one training and what its files are called.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /**
   * Refuses a folder that a new run cannot have, before anything is done.
   *
   * @throws SignetException if it holds anything already or is a file
   */
  public static void requireFree(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new SignetException(
          "%s is a file, but a run needs a folder; choose another name (--out)".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> content = Files.list(path)) {
      // A process that was killed at once leaves nothing but its lock and the half of a file.
      if (content.anyMatch(
          file -> !file.endsWith(RunLock.NAME) && !TemporaryFiles.isTemporary(file))) {
        throw new SignetException(
            Files.isRegularFile(new RunFolder(path).config())
                ? "%s already holds a run; go on with it (--resume) or choose another folder (--out)"
                    .formatted(path)
                : "%s already holds other files; choose another folder (--out)".formatted(path));
      }
    } catch (IOException e) {
      throw new SignetException(
          "the run's folder %s cannot be read: %s; choose another one (--out)"
              .formatted(path, Reason.of(e)),
          e);
    }
  }

  /**
   * Refuses a place that cannot be written, before anything is done.
   *
   * @throws SignetException if the folder, or the first one above it that there is, is not writable
   */
  public static void requireWritable(Path path) {
    Path there = path.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && !Files.isWritable(there)) {
      throw new SignetException(
          "the run's folder %s cannot be written: %s is read-only; choose another one (--out)"
              .formatted(path, there));
    }
  }

  /**
   * The folder of a run that was begun.
   *
   * @throws SignetException if it holds none
   */
  public static RunFolder open(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.config())) {
      throw new SignetException(
          "%s holds no run to go on with (--resume): there is no %s"
              .formatted(path, folder.config()));
    }
    requireWritable(path);
    return folder;
  }

  /**
   * A folder for a new run.
   *
   * @throws SignetException if it holds anything already, or cannot be made or written
   */
  public static RunFolder create(Path path) {
    requireFree(path);
    try {
      if (!Files.isDirectory(path)) { // createDirectories refuses a symbolic link to a folder
        Files.createDirectories(path);
      }
    } catch (IOException e) {
      throw new SignetException(
          "cannot make the run's folder %s: %s; choose another one (--out)"
              .formatted(path, Reason.of(e)),
          e);
    }
    if (!Files.isWritable(path)) {
      throw new SignetException(
          "the run's folder %s is not writable; choose another one (--out)".formatted(path));
    }
    return new RunFolder(path);
  }

  /**
   * Deletes the folder with all that is in it: for a run that failed before its first epoch ended,
   * so that the same command can be given again.
   */
  public void discard() {
    try (Stream<Path> content = Files.walk(path)) {
      for (Path file : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new SignetException("cannot tidy up %s: %s".formatted(path, Reason.of(e)), e);
    }
  }

  /** Writes what the run is: from then on it can be gone on with. */
  public void writeConfig(RunConfig run) {
    AtomicFile.write(config(), Json.write(run));
  }

  /** Writes what was said of the pictures that were left out, if any were. */
  public void writeUnreadable(List<String> problems) {
    if (!problems.isEmpty()) {
      AtomicFile.write(unreadable(), String.join("\n", problems) + "\n");
    }
  }

  /** Whether there is something to go on from or to use: a model or a checkpoint. */
  public boolean holdsWork() {
    return Files.exists(model()) || checkpoints().isPresent();
  }

  /** Deletes the halves of files that a killed process has left. */
  public void tidy() {
    TemporaryFiles.deleteIn(path);
    TemporaryFiles.deleteIn(checkpoints().path());
  }

  /**
   * The configuration that the run was begun with.
   *
   * @throws SignetException if there is none, or it is damaged
   */
  public RunConfig readConfig() {
    return RunConfigFile.beside(path)
        .orElseThrow(() -> new SignetException("%s holds no run".formatted(path)));
  }

  /** The resolved configuration, JSON. */
  public Path config() {
    return path.resolve(RunConfigFile.NAME);
  }

  /** What is needed to go on with the run. */
  public CheckpointFolder checkpoints() {
    return new CheckpointFolder(path.resolve("checkpoints"));
  }

  /** What each epoch reached, CSV. */
  public Path history() {
    return path.resolve("history.csv");
  }

  /** How long each epoch took, CSV. */
  public Path timing() {
    return path.resolve("timing.csv");
  }

  /** Where the training is, JSON: {@link RunProgress}. */
  public Path progress() {
    return path.resolve("progress.json");
  }

  /** What was said of the pictures that the training is watched by, JSON: {@link WatchedEpoch}. */
  public Path watched() {
    return path.resolve("watched.json");
  }

  /** Loss over epochs, PNG. */
  public Path lossCurve() {
    return path.resolve("loss.png");
  }

  /** What is wrong with the data, JSON. */
  public Path audit() {
    return path.resolve("audit.json");
  }

  /** What was said of each picture that was left out because it cannot be read, a line each. */
  public Path unreadable() {
    return path.resolve("unreadable.txt");
  }

  /** What the finished model was found to be worth, JSON. */
  public Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** What the finished model said of each picture that judged it, CSV. */
  public Path predictions() {
    return path.resolve("predictions.csv");
  }

  /** What the training ran on, JSON. */
  public Path environment() {
    return path.resolve("environment.json");
  }

  /** All that is known of the run on one page, HTML. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** The model file. */
  public Path model() {
    return path.resolve(ModelFile.NAME);
  }

  /** The parameters as PyTorch saves them, such as {@code ResNet34_params.pkl}. */
  public Path parameters(ResNetVariant variant) {
    return path.resolve(variant.title() + "_params.pkl");
  }
}

package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.Reason;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.RunFolder;
import dev.signet.spark.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * What a training goes on from after its workers were lost: the files of the run and its last
 * checkpoints, in the folder {@value #FOLDER} of a place that all hosts see. The first worker alone
 * writes there. For one thread.
 */
final class CheckpointStore {
  private static final String FOLDER = "signet-run";
  private static final String CHECKPOINTS = "checkpoints/";
  private static final String STEP = "step-";
  private static final String WORKERS = "workers.json";

  private final Storage storage;
  private final int keep;

  /** What the workers of the run learn from. */
  private record Workers(List<String> fingerprints) {}

  CheckpointStore(String folder, int keep, Configuration hadoop) {
    this.storage = new Storage(folder + "/" + FOLDER, hadoop);
    this.keep = keep;
  }

  /**
   * Brings the newest whole checkpoint and the run's other files into an empty folder.
   *
   * @param problems is told of each one that is damaged
   * @return the name of the checkpoint; empty if there is none yet
   * @throws SignetException if one cannot be brought: a run that began anew would be none the wiser
   */
  Optional<String> fetch(RunFolder run, Consumer<String> problems) {
    for (String name : steps()) {
      Path file = run.path().resolveSibling(name); // a new run wants its folder empty
      storage.download(CHECKPOINTS + name, file);
      try {
        Checkpoint.read(file);
      } catch (SignetException e) {
        problems.accept("the checkpoint %s is refused: %s".formatted(name, e.getMessage()));
        continue;
      }
      move(file, run.checkpoints().path().resolve(name));
      for (String other : storage.list("")) {
        if (!other.equals(WORKERS)) {
          storage.download(other, run.path().resolve(other));
        }
      }
      return Optional.of(name);
    }
    return Optional.empty();
  }

  /** Newest first: the digits have a fixed width. */
  private List<String> steps() {
    List<String> names = new ArrayList<>(storage.list("checkpoints"));
    names.removeIf(name -> !name.startsWith(STEP));
    Collections.sort(names, Collections.reverseOrder());
    return names;
  }

  /** One checkpoint, for a worker that does not write. */
  Checkpoint read(String name, Path folder) {
    Path file = folder.resolve(name);
    storage.download(CHECKPOINTS + name, file);
    return Checkpoint.read(file);
  }

  /** The fingerprints that {@link #begin} wrote; none for a new run. */
  List<String> fingerprints() {
    return storage
        .read(WORKERS)
        .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
        .map(json -> Json.read(Workers.class, json, WORKERS).fingerprints())
        .orElse(List.of());
  }

  /** Notes what the workers learn from. */
  void begin(List<String> fingerprints) {
    storage.write(WORKERS, Json.bytes(new Workers(fingerprints)));
  }

  /** Keeps a checkpoint, after the run's other files: where it is, they are. */
  void keep(RunFolder run, Path checkpoint) {
    upload(run.path(), storage);
    storage.upload(checkpoint, CHECKPOINTS + checkpoint.getFileName());
    List<String> names = steps();
    names
        .subList(Math.min(keep, names.size()), names.size())
        .forEach(old -> storage.delete(CHECKPOINTS + old));
  }

  /** The run is complete: there is nothing to go on from. */
  void forget() {
    storage.delete();
  }

  /** Copies the files of a folder, not those of folders in it. */
  static void upload(Path folder, Storage to) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(".") && !name.endsWith(".lock")) {
          to.upload(file, name);
        }
      }
    } catch (IOException e) {
      throw new SignetException("%s cannot be read: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private static void move(Path file, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(file, to);
    } catch (IOException e) {
      throw new SignetException("%s cannot be written: %s".formatted(to, Reason.of(e)), e);
    }
  }
}

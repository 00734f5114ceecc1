package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.metrics.Evaluation;
import dev.signet.report.History;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.WatchedEpoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one run's folder again and again. Safe for use by many threads. */
final class RunReader {
  private final String name;
  private final Path root;
  private final RunFolder folder;
  private final RunFile<RunConfig> config;
  private final RunFile<RunProgress> progress;
  private final RunFile<History> history;
  private final RunFile<WatchedEpoch> watched;
  private final RunFile<Evaluation> evaluation;

  /**
   * A reader of a folder.
   *
   * @param root that every file must lie in
   */
  RunReader(String name, Path root, Path path) {
    this.name = name;
    this.root = root;
    folder = new RunFolder(path);
    config = new RunFile<>(root, folder.config(), file -> Json.readFile(RunConfig.class, file));
    progress = new RunFile<>(root, folder.progress(), RunProgress::read);
    history = new RunFile<>(root, folder.history(), History::read);
    watched = new RunFile<>(root, folder.watched(), WatchedEpoch::read);
    evaluation = new RunFile<>(root, folder.evaluation(), EvaluationFile::read);
  }

  private List<RunFile<?>> all() {
    return List.of(config, progress, history, watched, evaluation);
  }

  /** What the folder holds now. */
  synchronized RunSnapshot read() {
    all().forEach(RunFile::refresh);
    return new RunSnapshot(
        name,
        config.value(),
        progress.value(),
        history.value().orElse(new History(List.of())),
        watched.value(),
        evaluation.value(),
        new RunSnapshot.Files(Files.exists(folder.model()), report().isPresent()),
        Stream.of(config, progress, history).mapToLong(RunFile::modified).max().orElse(0),
        all().stream().flatMap(file -> file.problem().stream()).toList());
  }

  /** Its folder. */
  RunFolder folder() {
    return folder;
  }

  /** The file {@code report.html}, if it is there. */
  Optional<Path> report() {
    try {
      return RunFile.liesIn(root, folder.report())
          ? Optional.of(folder.report())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

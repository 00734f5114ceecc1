package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.artifact.AuditVerdict;
import dev.signet.artifact.EvaluationFile;
import dev.signet.artifact.Provenance;
import dev.signet.artifact.RunFolder;
import dev.signet.artifact.Score;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far a model is known to be trusted. Immutable.
 *
 * @param score on pictures that it has not learned from, if it was judged
 * @param audit what an audit said of its pictures in one sentence, if there was one
 */
public record TrackRecord(Optional<Score> score, Optional<String> audit) {
  private static final System.Logger LOG = System.getLogger("dev.signet.server");

  /**
   * What the model file says of itself. Files from before they said it are helped by the run's
   * folder that they are served from, if that has an evaluation and an audit.
   *
   * @param path the model file, or its run's folder
   */
  static TrackRecord of(Provenance provenance, Path path) {
    Optional<Score> score = provenance.score();
    Optional<String> audit = provenance.audit();
    if (!Files.isDirectory(path)) {
      return new TrackRecord(score, audit);
    }
    RunFolder run = new RunFolder(path);
    return new TrackRecord(
        score.or(() -> ifReadable(() -> judged(run.evaluation()))),
        audit.or(
            () -> ifReadable(() -> AuditVerdict.read(run.audit())).map(AuditVerdict::verdict)));
  }

  private static Optional<Score> judged(Path evaluation) {
    return Files.isRegularFile(evaluation)
        ? Optional.of(Score.of(EvaluationFile.read(evaluation)))
        : Optional.empty();
  }

  /** A damaged report is no reason not to serve the model. */
  private static <T> Optional<T> ifReadable(Supplier<Optional<T>> file) {
    try {
      return file.get();
    } catch (SignetException e) {
      LOG.log(Level.WARNING, "{0}; the model''s card does without it", e.getMessage());
      return Optional.empty();
    }
  }
}

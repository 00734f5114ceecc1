package dev.signet.report;

import dev.signet.SignetException;
import dev.signet.artifact.AuditVerdict;
import dev.signet.artifact.EvaluationFile;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.RunEnvironment;
import dev.signet.artifact.RunFolder;
import dev.signet.config.RunConfig;
import dev.signet.metrics.Judgement;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What a run's folder holds.
 *
 * @param config what was asked for
 * @param model the model as it is now
 * @param history what each epoch reached
 * @param timing how long each epoch took
 * @param judgement what the model is worth, if it was judged
 * @param environment what it was trained with, if that was written down
 * @param audit what is wrong with the pictures, if they were audited
 */
record RunFacts(
    RunConfig config,
    ModelFile model,
    History history,
    Timing timing,
    Optional<Judgement> judgement,
    Optional<RunEnvironment> environment,
    Optional<AuditVerdict> audit) {
  static RunFacts read(RunFolder folder) {
    RunConfig config =
        RunFolder.configBeside(folder.path())
            .orElseThrow(
                () ->
                    new SignetException(
                        "%s is no run's folder: it has no %s"
                            .formatted(folder.path(), folder.config().getFileName())));
    return new RunFacts(
        config,
        ModelFile.read(folder.path()),
        History.read(folder.history()),
        Timing.read(folder.timing()),
        Files.isRegularFile(folder.evaluation())
            ? Optional.of(EvaluationFile.read(folder.evaluation()))
            : Optional.empty(),
        RunEnvironment.read(folder.environment()),
        AuditVerdict.read(folder.audit()));
  }
}

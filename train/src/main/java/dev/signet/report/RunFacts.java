package dev.signet.report;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.RunConfigFile;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.runfolder.AuditVerdict;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.RunEnvironment;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What is known of a run: what its folder holds, and what could be made good for.
 *
 * @param config what was asked for
 * @param model the model as it is now
 * @param history what each epoch reached
 * @param timing how long each epoch took
 * @param evaluation what the model is worth, if it could be judged
 * @param environment what it was trained with, if that was written down
 * @param audit what is wrong with the pictures, if they could be audited
 */
record RunFacts(
    RunConfig config,
    ModelFile model,
    History history,
    Timing timing,
    Found<Evaluation> evaluation,
    Optional<RunEnvironment> environment,
    Found<AuditVerdict> audit) {
  /** What the folder holds. */
  static RunFacts read(RunFolder folder) {
    RunConfig config =
        RunConfigFile.beside(folder.path())
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
            ? Found.inFolder(EvaluationFile.read(folder.evaluation()))
            : Found.missing(
                "The model was not judged; signet report does it where there are pictures that it"
                    + " has not learned from."),
        RunEnvironment.read(folder.environment()),
        AuditVerdict.read(folder.audit())
            .map(Found::inFolder)
            .orElseGet(() -> Found.missing("The pictures were not audited.")));
  }

  /** The same with what is missing made good for, as far as that can be. */
  RunFacts madeGood(ComputeDevice device) {
    Recovery recovery = new Recovery(config, model, device);
    return new RunFacts(
        config,
        model,
        history,
        timing,
        evaluation.or(recovery::evaluation),
        environment,
        audit.or(recovery::audit));
  }
}

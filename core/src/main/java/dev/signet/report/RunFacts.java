package dev.signet.report;

import dev.signet.SignetException;
import dev.signet.artifact.AuditVerdict;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.RunEnvironment;
import dev.signet.artifact.RunFolder;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Judgement;
import java.util.Optional;

/**
 * What is known of a run: what its folder holds, and what could be made good for.
 *
 * @param config what was asked for
 * @param model the model as it is now
 * @param history what each epoch reached
 * @param timing how long each epoch took
 * @param judgement what the model is worth, if it could be judged
 * @param environment what it was trained with, if that was written down
 * @param audit what is wrong with the pictures, if they could be audited
 */
record RunFacts(
    RunConfig config,
    ModelFile model,
    History history,
    Timing timing,
    Found<Judgement> judgement,
    Optional<RunEnvironment> environment,
    Found<AuditVerdict> audit) {
  static RunFacts read(RunFolder folder, ComputeDevice device) {
    RunConfig config =
        RunFolder.configBeside(folder.path())
            .orElseThrow(
                () ->
                    new SignetException(
                        "%s is no run's folder: it has no %s"
                            .formatted(folder.path(), folder.config().getFileName())));
    ModelFile model = ModelFile.read(folder.path());
    Recovery recovery = new Recovery(config, model, device);
    return new RunFacts(
        config,
        model,
        History.read(folder.history()),
        Timing.read(folder.timing()),
        recovery.judgement(folder),
        RunEnvironment.read(folder.environment()),
        recovery.audit(folder));
  }
}

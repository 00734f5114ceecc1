package dev.signet.report;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.audit.DatasetAudit;
import dev.signet.audit.Effort;
import dev.signet.audit.Finding;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.runfolder.AuditVerdict;
import dev.signet.training.ModelJudge;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes good for what a run's folder lacks, as far as its pictures are still there: a run that was
 * interrupted was never judged, and one of an older Signet was not audited. Nothing is written. Not
 * safe for use by several threads.
 */
final class Recovery {
  private final RunConfig config;
  private final ModelFile model;
  private final ComputeDevice device;
  private @Nullable Found<DataParts> pictures;

  Recovery(RunConfig config, ModelFile model, ComputeDevice device) {
    this.config = config;
    this.model = model;
    this.device = device;
  }

  /** What the model is worth. */
  Found<Evaluation> evaluation() {
    Found<DataParts> data = pictures();
    if (data.value().isEmpty()) {
      return Found.missing(
          "The training ended without judging the model, and it cannot be done now: "
              + data.remark().orElseThrow());
    }
    return ModelJudge.judge(model, data.value().get(), device)
        .map(
            evaluation ->
                Found.madeGood(
                    evaluation,
                    "The training ended without judging the model; it was judged when this page"
                        + " was written."))
        .orElseGet(
            () ->
                Found.missing(
                    "There is neither a test nor a validation part, so nothing is known of pictures"
                        + " that the model has not learned from; signet evaluate --data judges it"
                        + " by others."));
  }

  /** What is wrong with the pictures. */
  Found<AuditVerdict> audit() {
    Found<DataParts> data = pictures();
    return data.value()
        .map(
            parts ->
                Found.madeGood(
                    verdict(DatasetAudit.of(parts, Effort.BRIEF, List.of())),
                    "The pictures were audited when this page was written, not before the"
                        + " training."))
        .orElseGet(
            () ->
                Found.missing(
                    "The pictures were not audited before the training, and it cannot be done now: "
                        + data.remark().orElseThrow()));
  }

  private static AuditVerdict verdict(DatasetAudit audit) {
    return new AuditVerdict(
        audit.verdict(), audit.findings().stream().map(Finding::sentence).toList());
  }

  /** The pictures of the run, unless they are gone or others now. */
  private Found<DataParts> pictures() {
    if (pictures == null) {
      pictures = load();
    }
    return pictures;
  }

  private Found<DataParts> load() {
    try {
      DataParts parts =
          ConfiguredData.load(config.data(), Optional.of(model.manifest().model().input()));
      String learned = model.manifest().provenance().fingerprint();
      return Fingerprint.of(parts.train()).equals(learned)
          ? Found.inFolder(parts)
          : Found.missing(
              parts.train().name() + " no longer holds the pictures that were trained on.");
    } catch (SignetException e) {
      return Found.missing(e.getMessage() + ".");
    }
  }
}

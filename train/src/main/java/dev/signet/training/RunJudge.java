package dev.signet.training;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.audit.Duplicates;
import dev.signet.config.ConfidenceTarget;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Judgement;
import dev.signet.metrics.Leak;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.runfolder.AuditVerdict;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.PredictionsFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.ModelJudge.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What comes after a training: the model learns from the validation part how sure it may be, and
 * the test part (without one, the validation part) says what it is worth.
 *
 * @param fit what was fitted; empty without a validation part
 * @param judgement what the model is worth; empty if there was nothing to judge it by
 */
public record RunJudge(Optional<ConfidenceFit> fit, Optional<Judgement> judgement) {
  private static final int BATCH = 64;

  /**
   * Judges a model by the same pictures, with the confidence that its file holds; fits and writes
   * nothing.
   *
   * @return what it is worth; empty if there is nothing to judge it by
   */
  public static Optional<Judgement> judge(ModelFile file, DataParts data, ComputeDevice device) {
    return data.test()
        .or(data::validation)
        .map(
            pictures -> {
              try (ResNet net = Networks.open(file, device)) {
                return new ModelJudge(
                        net, evaluator(file.manifest(), device), file.manifest().confidence())
                    .judge(pictures, Duplicates.leaks(pictures, data.train()))
                    .judgement();
              }
            });
  }

  private static Evaluator evaluator(Manifest manifest, ComputeDevice device) {
    return new Evaluator(new Inputs(manifest.preprocessing(), Arithmetic.plain(device)), BATCH);
  }

  /**
   * Fits and judges the model of a finished run. What comes out is written into its folder: the
   * confidence, the score and the audit's verdict into the model file, so that it carries them
   * wherever it goes, and the whole judgement as {@code evaluation.json} and {@code
   * predictions.csv}.
   *
   * @param known what is there twice in the data, searched for if it is not known yet
   */
  public static RunJudge conclude(
      RunFolder folder, DataParts data, Optional<Duplicates> known, ComputeDevice device) {
    ModelFile file = ModelFile.read(folder.model());
    Optional<String> audit = AuditVerdict.read(folder.audit()).map(AuditVerdict::verdict);
    Optional<ImageSource> judges = data.test().or(data::validation);
    if (judges.isEmpty()) {
      RunJudge unjudged = new RunJudge(Optional.empty(), Optional.empty());
      audit.ifPresent(verdict -> unjudged.tell(file, audit, folder.model()));
      return unjudged;
    }
    try (ResNet net = Networks.open(file, device)) {
      Evaluator evaluator = evaluator(file.manifest(), device);
      Optional<ConfidenceFit> fit =
          data.validation()
              .map(
                  part ->
                      ConfidenceFit.fit(
                          net,
                          evaluator,
                          Optional.of(data.train()),
                          part,
                          ConfidenceTarget.DEFAULT));
      Verdict verdict =
          new ModelJudge(net, evaluator, fit.map(ConfidenceFit::confidence))
              .judge(judges.get(), leaks(data, known.orElseGet(() -> Duplicates.find(data))));
      RunJudge judged = new RunJudge(fit, Optional.of(verdict.judgement()));
      judged.tell(file, audit, folder.model());
      EvaluationFile.write(verdict.judgement(), folder.evaluation());
      PredictionsFile.write(verdict.pictures(), folder.predictions());
      return judged;
    }
  }

  private static List<Leak> leaks(DataParts data, Duplicates duplicates) {
    return data.test().isPresent()
        ? duplicates.leaks(Part.TEST, data.test().get().size())
        : duplicates.leaks(Part.VALIDATION, data.validation().orElseThrow().size());
  }

  /** Writes the model file again, with what is known now. */
  private void tell(ModelFile file, Optional<String> audit, Path to) {
    Manifest manifest = file.manifest();
    Manifest told =
        manifest.withProvenance(
            manifest.provenance().judged(judgement.map(Judgement::score), audit));
    file.withManifest(fit.map(ConfidenceFit::confidence).map(told::withConfidence).orElse(told))
        .write(to);
  }
}

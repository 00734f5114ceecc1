package dev.signet.training;

import dev.signet.artifact.EvaluationFile;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.PredictionsFile;
import dev.signet.artifact.RunFolder;
import dev.signet.audit.Duplicates;
import dev.signet.config.ConfidenceTarget;
import dev.signet.data.DataParts;
import dev.signet.data.ImageDataset;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Judgement;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.training.ModelJudge.Verdict;
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
   * Fits and judges the model of a finished run; writes both into its folder: the confidence into
   * the model file, the judgement as {@code evaluation.json} and {@code predictions.csv}.
   */
  public static RunJudge conclude(RunFolder folder, DataParts data, ComputeDevice device) {
    Optional<ImageDataset> judges = data.test().or(data::validation);
    if (judges.isEmpty()) {
      return new RunJudge(Optional.empty(), Optional.empty());
    }
    ModelFile file = ModelFile.read(folder.model());
    Manifest manifest = file.manifest();
    try (ResNet net = file.toNetwork(device)) {
      Evaluator evaluator =
          new Evaluator(new Inputs(manifest.preprocessing(), Arithmetic.plain(device)), BATCH);
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
      fit.map(ConfidenceFit::confidence)
          .ifPresent(
              confidence ->
                  file.withManifest(manifest.withConfidence(confidence)).write(folder.model()));
      Verdict verdict =
          new ModelJudge(net, evaluator, fit.map(ConfidenceFit::confidence))
              .judge(judges.get(), Duplicates.leaks(judges.get(), data.train()));
      EvaluationFile.write(verdict.judgement(), folder.evaluation());
      PredictionsFile.write(verdict.pictures(), folder.predictions());
      return new RunJudge(fit, Optional.of(verdict.judgement()));
    }
  }
}

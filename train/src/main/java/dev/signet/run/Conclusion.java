package dev.signet.run;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.audit.Duplicates;
import dev.signet.config.ConfidenceTarget;
import dev.signet.data.DataParts;
import dev.signet.data.Part;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Leak;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.runfolder.AuditVerdict;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.PredictionsFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.ConfidenceFit;
import dev.signet.training.Evaluator;
import dev.signet.training.Int8Fit;
import dev.signet.training.ModelJudge;
import dev.signet.training.ModelJudge.Verdict;
import dev.signet.training.Outputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What comes after a training: the model learns from the validation part how sure it may be, is
 * tried in int8, and the test part (without one, the validation part) says what it is worth. Either
 * is answered once.
 */
final class Conclusion {
  private Conclusion() {}

  /**
   * Judges the model file of a folder. What comes out is written there: accuracies, confidence,
   * score and the audit's verdict into the model file, so that it carries them wherever it goes,
   * and the whole evaluation as {@code evaluation.json} and {@code predictions.csv}.
   *
   * @param known what is there twice in the data, searched for if it is not known yet
   */
  static ModelJudged of(
      RunFolder folder, DataParts data, Optional<Duplicates> known, ComputeDevice device) {
    ModelFile file = ModelFile.read(folder.model());
    try (ResNet net = Networks.open(file, device)) {
      Evaluator evaluator = ModelJudge.evaluator(file.manifest(), device);
      Outputs learned = evaluator.outputs(net, data.train());
      Optional<Outputs> test = data.test().map(part -> evaluator.outputs(net, part));
      Optional<Outputs> validation = data.validation().map(part -> evaluator.outputs(net, part));
      Optional<ConfidenceFit> fit =
          validation.map(
              outputs ->
                  ConfidenceFit.fit(
                      net,
                      evaluator,
                      Optional.of(data.train()),
                      outputs,
                      ConfidenceTarget.DEFAULT));
      Optional<Verdict> verdict =
          test.or(() -> validation)
              .map(
                  outputs ->
                      ModelJudge.judge(
                          outputs,
                          leaks(data, known.orElseGet(() -> Duplicates.find(data))),
                          fit.map(ConfidenceFit::confidence)));
      ModelJudged judged =
          new ModelJudged(
              learned.evaluation(),
              test.map(Outputs::evaluation),
              fit,
              verdict.map(Verdict::evaluation),
              Int8Fit.measure(file, data.train(), () -> learned, validation));
      tell(judged, file, folder);
      verdict.ifPresent(
          found -> {
            EvaluationFile.write(found.evaluation(), folder.evaluation());
            PredictionsFile.write(found.pictures(), folder.predictions());
          });
      return judged;
    }
  }

  private static List<Leak> leaks(DataParts data, Duplicates duplicates) {
    return data.test().isPresent()
        ? duplicates.leaks(Part.TEST, data.test().get().size())
        : duplicates.leaks(Part.VALIDATION, data.validation().orElseThrow().size());
  }

  /** Writes the model file again, with what is known now. */
  private static void tell(ModelJudged judged, ModelFile file, RunFolder folder) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("train_accuracy", judged.train().accuracy());
    judged.test().ifPresent(part -> metrics.put("test_accuracy", part.accuracy()));
    Manifest manifest = file.manifest();
    Manifest told =
        manifest.withProvenance(
            manifest
                .provenance()
                .judged(
                    metrics,
                    judged.evaluation().map(Evaluation::score),
                    AuditVerdict.read(folder.audit()).map(AuditVerdict::verdict)));
    Manifest sure = judged.fit().map(it -> told.withConfidence(it.confidence())).orElse(told);
    file.withManifest(judged.int8().map(sure::withInt8).orElse(sure)).write(folder.model());
  }
}

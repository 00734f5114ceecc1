package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.audit.DatasetAudit;
import dev.signet.config.ClassWeights;
import dev.signet.config.MixingConfig;
import dev.signet.config.Sampling;
import dev.signet.config.TrainingConfig;
import dev.signet.data.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a training does about rare classes, or could do, and how it mixes pictures. */
final class RareClassLines {
  private static final int NAMED = 10;

  private RareClassLines() {}

  /** Lines for people; none where nothing is done and nothing is to be done. */
  static List<String> of(TrainingConfig training, ImageSource train, Optional<DatasetAudit> audit) {
    List<String> lines = new ArrayList<>();
    boolean weighted = !(training.classWeights() instanceof ClassWeights.Equal);
    boolean drawn = training.batches().sampling() == Sampling.BALANCED;
    if (weighted) {
      lines.add("Class weights: " + weights(training.classWeights(), train));
    }
    if (drawn) {
      lines.add(
          "Sampling: balanced: an epoch draws %s with replacement, every class as often"
              .formatted(Text.of("%d pictures", train.size())));
    }
    if (!weighted && !drawn) {
      audit.stream()
          .flatMap(found -> found.findings().stream())
          .filter(finding -> finding.remedy().isPresent())
          .forEach(finding -> lines.add("Rare classes: " + finding.advice() + "."));
    }
    if (training.mixing().isOn()) {
      lines.add("Mixing: " + mixing(training.mixing()));
    }
    return lines;
  }

  private static String weights(ClassWeights weights, ImageSource train) {
    List<String> classes = train.classes();
    List<Double> values = weights.of(classes, train.classCounts());
    String some =
        IntStream.range(0, Math.min(NAMED, classes.size()))
            .mapToObj(i -> Text.of("%s %.3f", classes.get(i), values.get(i)))
            .collect(Collectors.joining(", "));
    return (weights instanceof ClassWeights.Balanced ? "balanced: " : "given: ")
        + some
        + (classes.size() > NAMED ? Text.of(" and %d more", classes.size() - NAMED) : "");
  }

  private static String mixing(MixingConfig mixing) {
    List<String> kinds = new ArrayList<>();
    if (mixing.mixup() > 0) {
      kinds.add(Text.of("MixUp %s", mixing.mixup()));
    }
    if (mixing.cutmix() > 0) {
      kinds.add(Text.of("CutMix %s", mixing.cutmix()));
    }
    return String.join(" or ", kinds)
        + (kinds.size() > 1 ? ", drawn for each step" : "")
        + "; the training accuracy is that of mixed pictures";
  }
}

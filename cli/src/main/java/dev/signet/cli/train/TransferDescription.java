package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.config.BackbonePart;
import dev.signet.config.RunConfig;
import dev.signet.config.TransferConfig;
import dev.signet.model.PretrainedWeights;
import dev.signet.model.TransferReport;
import dev.signet.model.TransferSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a training takes over from weights, in sentences. */
final class TransferDescription {
  private static final int DIGITS = 16; // of the fingerprint, as many as a person compares
  private static final int SHOWN = 8;

  private TransferDescription() {}

  static List<String> lines(TransferSource source, RunConfig config, TransferConfig transfer) {
    PretrainedWeights weights = source.weights();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Weights: %s (%s, %s layout, %s, fingerprint %s)"
            .formatted(
                source.path(),
                weights.architecture().title(),
                weights.architecture().layout().label(),
                weights.classes() == 0 ? "no head" : weights.classes() + " classes",
                source.fingerprint().substring(0, DIGITS)));
    source.remarks().forEach(remark -> lines.add("  " + remark));
    int classes = config.model().classes();
    TransferReport report = weights.report(classes, transfer.keepHead());
    int all = report.taken().size() + report.fresh().size();
    lines.add(
        Text.of(
            "  taken over: %d of %d arrays%s",
            report.taken().size(),
            all,
            transfer.keepHead() ? ", the head among them: it has the same classes" : ""));
    if (!report.fresh().isEmpty()) {
      lines.add("  begin anew: " + some(report.fresh()) + head(weights, classes, transfer));
    }
    if (!report.unused().isEmpty()) {
      lines.add("  passed over: " + some(report.unused()));
    }
    lines.addAll(treatment(config, transfer));
    preprocessing(source, config).ifPresent(lines::add);
    return lines;
  }

  private static List<String> treatment(RunConfig config, TransferConfig transfer) {
    List<String> lines = new ArrayList<>();
    if (!transfer.freeze().isEmpty()) {
      lines.add(
          "  frozen: "
              + transfer.freeze().stream()
                  .map(BackbonePart::label)
                  .collect(Collectors.joining(", ")));
    }
    transfer
        .backboneLr()
        .ifPresent(
            lr ->
                lines.add(
                    Text.of(
                        "  learning rate: %s, of the head %s",
                        lr, config.training().optimizer().lr())));
    return lines;
  }

  private static Optional<String> preprocessing(TransferSource source, RunConfig config) {
    if (!config.preprocessing().sameNumbers(source.preprocessing())) {
      return Optional.empty(); // the user's own
    }
    if (source.manifest().isPresent()) {
      return Optional.of("  mean and std: as the weights were trained with");
    }
    return source.isOfImageNet()
        ? Optional.of(
            "  mean and std: ImageNet's, as 1000 classes say; --mean and --std set others")
        : Optional.empty();
  }

  private static String head(PretrainedWeights weights, int classes, TransferConfig transfer) {
    if (transfer.keepHead() || weights.classes() == 0) {
      return "";
    }
    return Text.of(" (the head: %d classes in place of %d)", classes, weights.classes());
  }

  /** The first names, and how many more there are. */
  private static String some(List<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN;
    String text = more > 0 ? first + Text.of(" and %d more", more) : first;
    return text.replaceAll("\\p{Cntrl}", "?"); // names come from the file
  }
}

package dev.signet.report;

import dev.signet.SignetException;
import dev.signet.config.InputSize;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.html.HtmlPage;
import dev.signet.html.HtmlSection;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page {@code report.html} of a run: what was trained on what, how it went, what the model is
 * worth and why. What the run's folder holds is not computed again; the pictures and the network
 * are used for the gallery of errors. Thread-safe: it keeps no state.
 */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes the page into a run's folder, of what that holds.
   *
   * @param device where the network answers
   * @return the file
   * @throws SignetException if the folder holds no run
   */
  public static Path write(RunFolder folder, ComputeDevice device) {
    return write(RunFacts.read(folder), folder, device);
  }

  /**
   * The same with an evaluation and an audit that the folder lacks made good for, as far as the
   * pictures are still there.
   */
  public static Path complete(RunFolder folder, ComputeDevice device) {
    return write(RunFacts.read(folder).madeGood(device), folder, device);
  }

  private static Path write(RunFacts facts, RunFolder folder, ComputeDevice device) {
    page(facts, device).write(folder.report());
    return folder.report();
  }

  private static HtmlPage page(RunFacts facts, ComputeDevice device) {
    List<HtmlSection> sections = new ArrayList<>();
    sections.add(OverviewSection.of(facts));
    if (!facts.history().rows().isEmpty()) {
      sections.add(CurvesSection.of(facts.history()));
    }
    sections.add(ScoreSection.of(facts.evaluation()));
    facts
        .evaluation()
        .value()
        .ifPresent(
            evaluation -> {
              sections.add(ClassesSection.of(evaluation.byClass()));
              sections.add(ConfidenceSection.of(evaluation, facts.model().manifest().confidence()));
              sections.add(
                  ErrorsSection.of(evaluation, pictures(facts, evaluation), facts, device));
            });
    sections.add(AuditSection.of(facts.audit()));
    sections.add(SettingsSection.of(facts.config()));
    sections.add(EnvironmentSection.of(facts.environment(), facts.timing()));
    return new HtmlPage(
        "Signet: %s".formatted(facts.config().model().variant().title()),
        OverviewSection.summary(facts),
        sections);
  }

  /** The pictures that judged the model; empty if they are gone or others now. */
  private static Optional<ImageSource> pictures(RunFacts facts, Evaluation evaluation) {
    InputSize input = facts.model().manifest().model().input();
    try {
      ImageSource pictures = ConfiguredData.loadTest(facts.config().data(), Optional.of(input));
      return pictures.size() == evaluation.count() && pictures.name().equals(evaluation.data())
          ? Optional.of(pictures)
          : Optional.empty();
    } catch (SignetException e) {
      return Optional.empty();
    }
  }
}

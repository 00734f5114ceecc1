package dev.signet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.artifact.ModelFile;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static RunFolder folder;
  private static ComputeDevice device;

  @BeforeAll
  static void train(@TempDir Path shared) {
    DataConfig data =
        new DataConfig.HeldOut(
            new DataConfig.Synthetic(60, 12, 7), 0.3, Optional.empty(), Optional.empty());
    DataParts parts = ConfiguredData.load(data, Optional.of(InputSize.square(32)));
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(32), 6);
    RunConfig fast = RunConfig.of(Recipe.FAST, data, net, 0);
    RunConfig config = fast.withTraining(fast.training().withEpochs(2));
    device = ComputeDevice.choose("cpu");
    RunSpec spec = new RunSpec(shared.resolve("run"), config, parts);
    folder = Run.train(spec, new RunListener() {}).folder();
  }

  private static String page() throws IOException {
    return Files.readString(RunReport.write(folder, device));
  }

  @Test
  void pageHoldsEverySectionOfTheRun() throws IOException {
    assertThat(page())
        .contains("What was trained on what", "Curves", "Score", "Classes", "Confidence")
        .contains("Most confident errors", "Data audit", "Configuration", "Environment and timing")
        .contains("Confusion matrix", "ResNetTiny, trained for 2 epochs on 42 pictures")
        .contains(
            "training.<wbr>optimizer.<wbr>lr<", "libtorch", "fitted on 18 pictures", "mean epoch");
  }

  @Test
  void modelFileCarriesItsScore() {
    Evaluation evaluation = EvaluationFile.read(folder.evaluation());
    assertThat(ModelFile.read(folder.model()).manifest().provenance().score())
        .contains(evaluation.score())
        .hasValueSatisfying(score -> assertThat(score.pictures()).isEqualTo(12));
  }

  @Test
  void pageIsOneSmallFileThatFetchesNothing() throws IOException {
    String page = page();
    assertThat(page.length()).isLessThan(5_000_000);
    assertThat(page).doesNotContain("http://", "https://", "<script", "src=\"/", "@import");
    assertThat(page).contains("default-src &#x27;none&#x27;", "prefers-color-scheme: dark");
  }

  @Test
  void everyPictureIsDescribedForThoseWhoDoNotSeeIt() throws IOException {
    String page = page();
    int pictures = page.split("<img ", -1).length - 2; // but the sign beside the name Signet
    assertThat(pictures).isGreaterThan(4);
    assertThat(page.split(" alt=\"[^\"]+\"", -1)).hasSize(pictures + 1);
  }

  @Test
  void verdictOfAnAuditIsQuoted() throws IOException {
    Path audit = folder.path().resolve("audit.json");
    Files.writeString(
        audit,
        "{\"verdict\": \"12 of 120 leak\", \"findings\": [{\"kind\": \"leak\", \"sentence\": \"a"
            + " <b>\"}]}");
    assertThat(page()).contains("12 of 120 leak.", "<li>a &lt;b&gt;</li>");
    Files.delete(audit);
  }

  @Test
  void whatTheRunLacksIsMadeGoodForWhileThePicturesAreThere() throws IOException {
    String judged = page();
    Files.deleteIfExists(folder.audit());
    Path moved = folder.path().resolve("evaluation.moved");
    Files.move(folder.evaluation(), moved);
    try {
      assertThat(page())
          .contains("it was not judged", "The pictures were not audited.")
          .doesNotContain("when this page was written", "Confusion matrix");
      String page = Files.readString(RunReport.complete(folder, device));
      assertThat(page)
          .contains("it was judged when this page was written", "Reliability", "Coverage")
          .contains("audited when this page was written", "anything under")
          .contains(summary(judged));
      assertThat(folder.evaluation()).doesNotExist();
    } finally {
      Files.move(moved, folder.evaluation());
    }
  }

  @Test
  void whatCannotBeKnownAnyMoreIsSaidWithItsReason(@TempDir Path gone) throws IOException {
    RunFolder copy = new RunFolder(gone);
    for (Path file : List.of(folder.config(), folder.model(), folder.history(), folder.timing())) {
      Files.copy(file, gone.resolve(file.getFileName()));
    }
    String config = Files.readString(copy.config());
    assertThat(config).contains("\"seed\" : 7");
    Files.writeString(copy.config(), config.replace("\"seed\" : 7", "\"seed\" : 8"));
    assertThat(Files.readString(RunReport.complete(copy, device)))
        .contains("; it was not judged.", "no longer holds the pictures that were trained on")
        .contains("were not audited before the training, and it cannot be done now")
        .contains("What the training ran on was not written down")
        .doesNotContain("Confusion matrix", "Most confident errors");
  }

  /** The sentence with the score under the title. */
  private static String summary(String page) {
    return page.substring(page.indexOf("class=\"summary\""), page.indexOf("</header>"));
  }

  @Test
  void folderWithoutARunIsRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> RunReport.write(new RunFolder(empty), device))
        .hasMessageContaining("is no run's folder: it has no config.json");
  }
}

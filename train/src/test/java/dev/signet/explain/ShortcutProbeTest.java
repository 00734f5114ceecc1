package dev.signet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.confidence.Share;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.inference.Classifier;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.ImageSize;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.StopSignal;
import dev.signet.training.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortcutProbeTest {
  private static final int SIDE = 32;
  private static final Frame FRAME = new Frame(new ImageSize(SIDE, SIDE), 8);

  @TempDir Path folder;

  /** Noise, and a bright square whose brightness is the class: in a corner or in the middle. */
  private static ImageSource squares(int count, int from, long seed) {
    Random random = new Random(seed);
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 2;
      byte[] pixels = new byte[SIDE * SIDE * 3];
      random.nextBytes(pixels);
      for (int at = 0; at < pixels.length; at++) {
        int row = at / 3 / SIDE;
        int column = at / 3 % SIDE;
        boolean inSquare = row >= from && row < from + 8 && column >= from && column < from + 8;
        pixels[at] = (byte) (inSquare ? label * 255 : 96 + (pixels[at] & 63));
      }
      images.add(new LabelledImage("square " + i, label, pixels));
    }
    return new InMemorySource(
        "squares", new ImageSize(SIDE, SIDE), List.of("dark", "bright"), images);
  }

  private ShortcutReport probe(int from) {
    ImageSource train = squares(64, from, 1);
    ImageSource test = squares(40, from, 2);
    RunConfig config = TestPictures.run(SIDE, 2, 6, 8, 0.003);
    RunFolder run = RunFolder.create(folder.resolve("run" + from));
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    DataParts data = new DataParts(train, Optional.empty(), Optional.empty());
    new TrainingRun(config, data, run, cpu, Optional.empty()).execute(List.of(), new StopSignal());
    ModelFile file = ModelFile.read(run.path());
    try (Classifier classifier =
            Classifier.of(file, PredictionConfig.DEFAULT.withPrecision(Precision.FP32));
        GradCam gradCam = GradCam.of(file, cpu, CamLayer.CONV2)) {
      return new ShortcutProbe(classifier, gradCam, FRAME, 1000)
          .run(test, Optional.of(train), done -> {});
    }
  }

  @Test
  void classInTheCornerIsFlagged() {
    ShortcutReport report = probe(0);
    assertThat(report.score(ProbeView.WHOLE).accuracy()).isGreaterThan(0.9);
    assertThat(report.score(ProbeView.BORDER_ONLY).accuracy()).isGreaterThan(0.9);
    assertThat(report.floor().orElseThrow().correct()).isEqualTo(40);
    assertThat(report.corners().orElseThrow().correct()).isEqualTo(40);
    assertThat(report.chance()).isEqualTo(0.5);
    assertThat(report.isShortcut()).isTrue();
    assertThat(report.verdict().get(0))
        .startsWith("SHORTCUT: the background predicts the class, and the model uses it.");
  }

  @Test
  void classInTheMiddleIsNot() {
    ShortcutReport report = probe(12);
    assertThat(report.score(ProbeView.WHOLE).accuracy()).isGreaterThan(0.9);
    assertThat(report.score(ProbeView.CENTRE_ONLY).accuracy()).isGreaterThan(0.9);
    assertThat(report.isShortcut()).isFalse();
    assertThat(report.verdict().get(0)).isEqualTo("No shortcut by the border was found.");
    assertThat(report.verdict().get(1)).contains("this does not prove");
  }

  @Test
  void viewsHideWhatTheirNamesSay() {
    assertThat(ProbeView.WHOLE.hidden(FRAME).area()).isZero();
    assertThat(ProbeView.CENTRE_MASKED.hidden(FRAME).area()).isEqualTo(0.25);
    assertThat(ProbeView.BORDER_ONLY.hidden(FRAME).area()).isEqualTo(0.25);
    assertThat(ProbeView.CENTRE_ONLY.hidden(FRAME).area()).isCloseTo(0.25, within(0.04));
    assertThat(ProbeView.CENTRE_ONLY.hidden(FRAME).contains(0)).isTrue();
    assertThat(ProbeView.BORDER_ONLY.hidden(FRAME).contains(0)).isFalse();
  }

  @Test
  void dataThatTellAreFlaggedAlsoWhereTheModelIsNotSeenToListen() {
    ShortcutReport report =
        report(20, Optional.of(Share.of(60, 120)), Optional.of(Share.of(55, 120)));
    assertThat(report.modelReadsBorder()).isFalse();
    assertThat(report.isShortcut()).isTrue();
    assertThat(report.verdict().get(0)).startsWith("SHORTCUT POSSIBLE: ");
    assertThat(report.verdict().get(2))
        .isEqualTo(
            "Without any model, the training picture with the nearest border names 50.0 % (95 %"
                + " interval 41 to 59 %) right: the border alone is enough for that.");
    assertThat(report(20, Optional.empty(), Optional.empty()).isShortcut()).isFalse();
    assertThat(report(40, Optional.empty(), Optional.empty()).modelReadsBorder()).isTrue();
  }

  @Test
  void borderIsCalledBackgroundOnlyWhereTheCornersTellTheClass() {
    Optional<Share> border = Optional.of(Share.of(60, 120));
    ShortcutReport corners = report(20, border, Optional.of(Share.of(55, 120)));
    assertThat(corners.verdict().get(0)).contains("the background predicts the class");
    assertThat(corners.verdict().get(3))
        .isEqualTo(
            "By its corners alone it names 45.8 % (95 % interval 37 to 55 %) right, and an object"
                + " hardly reaches there: it is the background that tells.");
    ShortcutReport borderOnly = report(20, border, Optional.of(Share.of(22, 120)));
    assertThat(borderOnly.verdict().get(0))
        .contains("the border, which may hold a part of the object, predicts the class");
    assertThat(borderOnly.verdict().get(3)).endsWith("not more than chance.");
    // Four squares of 4 x 4 of 32 x 32 pixels.
    assertThat(ProbeView.corners(FRAME.size()).area()).isEqualTo(64 / 1024.0);
  }

  private static ShortcutReport report(
      int borderOnly, Optional<Share> floor, Optional<Share> corners) {
    Map<ProbeView, Share> scores =
        Map.of(
            ProbeView.WHOLE, Share.of(110, 120),
            ProbeView.CENTRE_MASKED, Share.of(60, 120),
            ProbeView.BORDER_ONLY, Share.of(borderOnly, 120),
            ProbeView.CENTRE_ONLY, Share.of(90, 120));
    return new ShortcutReport(
        FRAME, 1 / 6.0, scores, Optional.empty(), Optional.empty(), floor, corners);
  }

  /** Mean 0.5; the deviations' squares sum to 0.08, so the standard error is sqrt(0.04 / 3). */
  @Test
  void heatHasTheIntervalOfAMean() {
    HeatShare share = HeatShare.of(List.of(0.3, 0.5, 0.7), 0.2);
    assertThat(share.mean()).isCloseTo(0.5, within(1e-12));
    assertThat(share.high() - share.mean())
        .isCloseTo(1.959963984540054 * Math.sqrt(0.04 / 3), within(1e-12));
    assertThat(share.isMoreThanEven()).isTrue();
    assertThat(HeatShare.of(List.of(0.3, 0.5, 0.7), 0.4).isMoreThanEven()).isFalse();
    assertThat(HeatShare.of(List.of(0.3, 0.5, 0.7), 0.9).isLessThanEven()).isTrue();
    assertThat(HeatShare.of(List.of(0.3), 0.2).isMoreThanEven()).isFalse();
  }
}

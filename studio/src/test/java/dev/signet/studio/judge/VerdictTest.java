package dev.signet.studio.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.confidence.ConfidenceRule;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.EvaluatedSet;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static EvaluatedPicture said(int index, String label, String predicted, double p) {
    return new EvaluatedPicture(
        index, "hands/" + label + "/" + index + ".jpg", label, predicted, p, 0, false, Leak.NONE);
  }

  private static Optional<JudgedPicture> found(EvaluatedPicture picture) {
    return picture.index() == 3
        ? Optional.empty()
        : Optional.of(
            new JudgedPicture(
                picture.label(),
                picture.index() + ".jpg",
                7,
                picture.predicted(),
                picture.probability()));
  }

  @Test
  void confusionsAreShownByPicturesThatAreStillThere() {
    List<EvaluatedPicture> pictures =
        List.of(
            said(0, "fist", "fist", 0.9),
            said(1, "fist", "palm", 0.6),
            said(2, "fist", "palm", 0.8),
            said(3, "fist", "palm", 0.7),
            said(4, "palm", "palm", 0.9),
            said(5, "palm", "fist", 0.55));
    List<float[]> logits = new ArrayList<>();
    int[] labels = {0, 0, 0, 0, 1, 1};
    pictures.forEach(
        it -> logits.add(it.predicted().equals("palm") ? new float[] {0, 2} : new float[] {2, 0}));
    EvaluatedSet set =
        new EvaluatedSet(
            "hands",
            List.of("fist", "palm"),
            pictures.stream().map(EvaluatedPicture::id).toList(),
            Leak.noneOf(6));
    Evaluation evaluation =
        Evaluation.of(set, new LabelledLogits(logits, labels), ConfidenceRule.NONE);
    Verdict verdict = Verdict.of(evaluation, pictures, VerdictTest::found);
    assertThat(verdict.count()).isEqualTo(6);
    assertThat(verdict.accuracy()).isEqualTo(2 / 6.0);
    assertThat(verdict.low()).isLessThan(verdict.accuracy());
    Verdict.Confusion most = verdict.confusions().get(0);
    assertThat(List.of(most.label(), most.predicted())).containsExactly("fist", "palm");
    assertThat(most.count()).isEqualTo(3);
    assertThat(most.of()).isEqualTo(4);
    assertThat(most.pictures()).extracting(JudgedPicture::name).containsExactly("2.jpg", "1.jpg");
    assertThat(most.examples()).extracting(JudgedPicture::name).containsExactly("4.jpg");
    assertThat(verdict.classes().get(1)).isEqualTo(new Verdict.ClassVerdict("palm", 2, 1));
    assertThat(verdict.sayings()).hasSize(1);
    assertThat(verdict.sayings().get(0).says()).isBetween(0.85, 0.9);
    assertThat(verdict.sayings().get(0).right()).isEqualTo(2 / 6.0);
  }

  @Test
  void runsAreComparedByPicturesThatJudgedBoth() {
    List<EvaluatedPicture> first = new ArrayList<>();
    List<EvaluatedPicture> second = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      first.add(said(i, "fist", "fist", 0.9));
      second.add(said(i, "fist", i < 20 ? "palm" : "fist", 0.9));
    }
    first.add(said(40, "palm", "palm", 0.9)); // which the second had learned from
    Comparison comparison = Comparison.of(first, second, VerdictTest::found);
    assertThat(comparison.count()).isEqualTo(20);
    assertThat(comparison.first()).isEqualTo(1);
    assertThat(comparison.second()).isEqualTo(0.5);
    assertThat(comparison.onlyFirst()).isEqualTo(10);
    assertThat(comparison.differ()).isTrue();
    assertThat(comparison.picturesOfFirst()).hasSize(8);
    assertThat(comparison.picturesOfFirst().get(0).predicted()).isEqualTo("palm");
  }

  @Test
  void nothingIsSaidWithoutCommonPictures() {
    Comparison comparison =
        Comparison.of(
            List.of(said(1, "fist", "fist", 1)),
            List.of(said(2, "fist", "palm", 1)),
            VerdictTest::found);
    assertThat(comparison.count()).isZero();
    assertThat(comparison.differ()).isFalse();
  }
}

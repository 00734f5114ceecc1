package dev.signet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Six pictures of three classes; every expected figure is worked out by hand. */
class EvaluationTest {
  private static final LabelledLogits ANSWERS =
      new Answers()
          .add(0, 0.7, 0.2, 0.1) // right
          .add(0, 0.5, 0.3, 0.2) // right
          .add(0, 0.3, 0.6, 0.1) // taken for 1
          .add(1, 0.1, 0.8, 0.1) // right
          .add(1, 0.9, 0.06, 0.04) // taken for 0, the true class second
          .add(2, 0.5, 0.3, 0.2) // taken for 0, the true class last
          .build();

  private static final EvaluatedSet SET =
      new EvaluatedSet(
          "six", List.of("a", "b", "c"), List.of("p", "q", "r", "s", "t", "u"), leaks());

  /** The first ones as given, no leak in the others. */
  private static List<Leak> leaks(Leak... first) {
    List<Leak> leaks = new ArrayList<>(Leak.noneOf(6));
    for (int i = 0; i < first.length; i++) {
      leaks.set(i, first[i]);
    }
    return leaks;
  }

  private static Evaluation withLeaks(List<Leak> leaks) {
    return Evaluation.of(
        new EvaluatedSet("six", SET.classes(), SET.ids(), leaks), ANSWERS, ConfidenceRule.NONE);
  }

  private static final Evaluation EVALUATION = Evaluation.of(SET, ANSWERS, ConfidenceRule.NONE);

  @Test
  void accuracyAndLossAreMeansOverThePictures() {
    assertThat(EVALUATION.count()).isEqualTo(6);
    assertThat(EVALUATION.correct()).isEqualTo(3);
    assertThat(EVALUATION.accuracy()).isEqualTo(0.5);
    double product = 0.7 * 0.5 * 0.3 * 0.8 * 0.06 * 0.2;
    assertThat(EVALUATION.loss()).isCloseTo(-Math.log(product) / 6, within(1e-7));
  }

  @Test
  void topKCountsTheTrueClassAmongTheFirst() {
    assertThat(EVALUATION.topK())
        .containsExactly(new TopK(1, 3, 0.5), new TopK(2, 5, 5 / 6.0)); // 3 of 3 says nothing
  }

  @Test
  void equalLogitsCountInClassOrder() {
    LabelledLogits equal = new Answers().add(0, 0.5, 0.5).add(1, 0.5, 0.5).build();
    assertThat(equal.predicted(1)).isZero();
    assertThat(equal.rank(0)).isEqualTo(1);
    assertThat(equal.rank(1)).isEqualTo(2);
  }

  @Test
  void confusionHasTrueClassesInItsRows() {
    assertThat(EVALUATION.byClass().confusion())
        .containsExactly(List.of(2L, 1L, 0L), List.of(1L, 1L, 0L), List.of(1L, 0L, 0L));
  }

  @Test
  void classesHavePrecisionRecallAndF1() {
    List<ClassScores> scores = EVALUATION.byClass().scores();
    ClassScores a = scores.get(0);
    assertThat(a.precision()).hasValue(2 / 4.0);
    assertThat(a.recall()).hasValue(2 / 3.0);
    assertThat(a.f1()).hasValue(2 * 2 / 7.0);
    ClassScores c = scores.get(2);
    assertThat(c.precision()).isEmpty(); // nothing was taken for it
    assertThat(c.recall()).hasValue(0);
    assertThat(c.f1()).hasValue(0);
  }

  @Test
  void macroScoresAreMeansOverClasses() {
    MacroScores macro = EVALUATION.byClass().macro();
    assertThat(macro.precision()).isCloseTo((0.5 + 0.5 + 0) / 3, within(1e-12));
    assertThat(macro.recall()).isCloseTo((2 / 3.0 + 0.5 + 0) / 3, within(1e-12));
    assertThat(macro.f1()).isCloseTo((4 / 7.0 + 0.5 + 0) / 3, within(1e-12));
  }

  @Test
  void classWithoutPicturesIsLeftOutOfTheMeans() {
    LabelledLogits answers = new Answers().add(0, 0.7, 0.2, 0.1).add(1, 0.2, 0.7, 0.1).build();
    ClassReport report = ClassReport.of(answers, List.of("a", "b", "c"));
    assertThat(report.scores().get(2).f1()).isEmpty();
    assertThat(report.macro()).isEqualTo(new MacroScores(1, 1, 1));
  }

  @Test
  void surestErrorsComeFirst() {
    assertThat(EVALUATION.mostConfidentErrors())
        .extracting(EvaluatedPicture::id, EvaluatedPicture::label, EvaluatedPicture::predicted)
        .containsExactly(tuple("t", "b", "a"), tuple("r", "a", "b"), tuple("u", "c", "a"));
    assertThat(EVALUATION.mostConfidentErrors().get(0).probability()).isCloseTo(0.9, within(1e-6));
  }

  @Test
  void scoreWithoutLeakedPicturesStandsBesideTheRawOne() {
    assertThat(EVALUATION.withoutLeaked()).isEmpty();
    List<Leak> leaks = leaks(Leak.IDENTICAL, Leak.NEAR, Leak.NEAR); // right, right, wrong
    Evaluation evaluation = withLeaks(leaks);
    assertThat(evaluation.accuracy()).isEqualTo(0.5);
    assertThat(evaluation.withoutLeaked()).hasValue(new CleanScore(1, 2, Share.of(1, 3)));
    assertThat(evaluation.withoutLeaked().orElseThrow().leftOut())
        .isEqualTo("1 identical, 2 nearly so");
    assertThat(evaluation.mostConfidentErrors())
        .extracting(EvaluatedPicture::id, EvaluatedPicture::leak)
        .containsExactly(tuple("t", Leak.NONE), tuple("r", Leak.NEAR), tuple("u", Leak.NONE));
  }

  @Test
  void nothingIsLeftWhenEveryPictureLeaked() {
    assertThat(withLeaks(Collections.nCopies(6, Leak.NEAR)).withoutLeaked()).isEmpty();
  }

  @Test
  void otherNumbersOfNamesOrNoPicturesAreRefused() {
    EvaluatedSet short5 =
        new EvaluatedSet("five", SET.classes(), SET.ids().subList(0, 5), leaks().subList(0, 5));
    assertThatThrownBy(() -> Evaluation.of(short5, ANSWERS, ConfidenceRule.NONE))
        .hasMessageContaining("5 pictures need as many answers but had 6");
    assertThatThrownBy(() -> new LabelledLogits(List.of(), new int[0]))
        .hasMessageContaining("at least one picture");
  }
}

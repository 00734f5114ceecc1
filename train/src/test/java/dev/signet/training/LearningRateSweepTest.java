package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.LearningRateRange;
import dev.signet.training.LearningRateSweep.End;
import dev.signet.training.LearningRateSweep.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suggestion and the recording as functions of losses, over 1e-6 to 1 in 61 steps. */
class LearningRateSweepTest {
  private static final LearningRateRange RANGE = new LearningRateRange(1e-6, 1, 61);

  static Stream<Arguments> curves() {
    // level up to step 20, down, the most from 30 to 36, and up again from 40
    IntToDoubleFunction valley =
        i ->
            i <= 20
                ? 2
                : i <= 30
                    ? 2 - 0.02 * (i - 20)
                    : i <= 36
                        ? 1.8 - 0.1 * (i - 30)
                        : i <= 40 ? 1.2 - 0.02 * (i - 36) : 1.12 + 0.06 * (i - 40);
    return Stream.of(
        Arguments.of("valley", valley, 61, 0.01, Math.pow(10, -2.7)),
        Arguments.of("falls to the end", (IntToDoubleFunction) i -> 2 - 0.01 * i, 61, 1, 0),
        Arguments.of("valley of few points", (IntToDoubleFunction) i -> 2 - 0.1 * i, 3, 1.6e-6, 0),
        Arguments.of("flat", (IntToDoubleFunction) i -> 2, 61, 0, 0),
        Arguments.of("falls by 4 %", (IntToDoubleFunction) i -> 2 - 0.08 * i / 60, 61, 0, 0),
        Arguments.of("only rises", (IntToDoubleFunction) i -> 1 + 0.1 * i, 61, 0, 0),
        // the low mean of the first few batches is none of the learning rate's doing
        Arguments.of("low in the warm-up", (IntToDoubleFunction) i -> i < 3 ? 1 : 2, 61, 0, 0),
        Arguments.of("not a number", (IntToDoubleFunction) i -> Double.NaN, 61, 0, 0),
        Arguments.of("one point", (IntToDoubleFunction) i -> 2, 1, 0, 0),
        Arguments.of("no points", (IntToDoubleFunction) i -> 2, 0, 0, 0));
  }

  /** A minimum of 0 stands for no suggestion, a steepest of 0 for any. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("curves")
  void suggestionIsATenthOfTheMinimum(
      String name, IntToDoubleFunction loss, int count, double minimum, double steepest) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(RANGE.at(i), loss.applyAsDouble(i), loss.applyAsDouble(i)));
    }
    Optional<LearningRateSweep.Suggestion> suggestion =
        new LearningRateSweep(points, End.COMPLETED).suggestion();
    assertThat(suggestion.isPresent()).as(name).isEqualTo(minimum > 0);
    suggestion.ifPresent(
        found -> {
          assertThat(found.minimum()).isCloseTo(minimum, within(minimum * 0.02));
          assertThat(found.lr()).isCloseTo(minimum / 10, within(minimum * 0.002));
          if (steepest > 0) {
            assertThat(found.steepest()).isCloseTo(steepest, within(steepest * 0.02));
          }
        });
    assertThat(new LearningRateSweep(points, End.INTERRUPTED).suggestion()).isEmpty();
  }

  @Test
  void lossThatIsLowestAtTheEndIsKnown() {
    List<Point> falling = List.of(new Point(0.1, 2, 2), new Point(0.2, 1, 1));
    List<Point> rising = List.of(new Point(0.1, 1, 1), new Point(0.2, 2, 2));
    assertThat(new LearningRateSweep(falling, End.COMPLETED).fellToTheEnd()).isTrue();
    assertThat(new LearningRateSweep(rising, End.COMPLETED).fellToTheEnd()).isFalse();
    assertThat(new LearningRateSweep(falling, End.LOSS_NOT_FINITE).fellToTheEnd()).isFalse();
  }

  @Test
  void recordedLossesAreSmoothedWithoutABiasTowardsZero() {
    SweepRecorder recorder = new SweepRecorder(100); // a weight of 0.9
    recorder.record(0.1, 2);
    recorder.record(0.2, 1);
    assertThat(recorder.ended(End.COMPLETED).points())
        .satisfiesExactly(
            first -> assertThat(first.smoothed()).isCloseTo(2, within(1e-12)),
            second -> assertThat(second.smoothed()).isCloseTo((0.9 * 2 + 1) / 1.9, within(1e-12)));
  }

  @Test
  void recordingEndsWhenAllStepsAreTaken() {
    SweepRecorder recorder = new SweepRecorder(10);
    for (int i = 0; i < 9; i++) {
      assertThat(recorder.record(0.1 * (i + 1), 1)).isEmpty();
    }
    assertThat(recorder.record(1, 1)).contains(End.COMPLETED);
  }

  @Test
  void recordingEndsWhenTheSmoothedLossIsFourTimesItsLowest() {
    SweepRecorder recorder = new SweepRecorder(100);
    assertThat(recorder.record(0.1, 1)).isEmpty();
    assertThat(recorder.record(0.2, 6)).as("smoothed 3.6").isEmpty();
    assertThat(recorder.record(0.3, 6)).as("smoothed 4.5").contains(End.LOSS_GREW);
  }

  @Test
  void lossThatIsNotFiniteEndsTheRecordingAndIsNoPoint() {
    for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      SweepRecorder recorder = new SweepRecorder(100);
      recorder.record(0.1, 1);
      assertThat(recorder.record(0.2, loss)).contains(End.LOSS_NOT_FINITE);
      assertThat(recorder.ended(End.LOSS_NOT_FINITE).points()).hasSize(1);
    }
  }
}

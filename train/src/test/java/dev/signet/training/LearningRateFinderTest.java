package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.LearningRateRange;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.training.LearningRateSweep.End;
import dev.signet.training.LearningRateSweep.Point;
import dev.signet.training.LearningRateSweep.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final LearningRateRange RANGE = new LearningRateRange(1e-5, 100, 60);
  private static final ImageSource PICTURES = TestPictures.coloured(40, SIDE, CLASSES, 1);
  private static final RunConfig RUN = TestPictures.run(SIDE, CLASSES, 1, 8, 0.001);

  @Test
  void lossFallsAndThenRises() {
    List<Integer> progress = new ArrayList<>();
    LearningRateSweep sweep = sweep(RUN, RANGE, progress, new StopSignal());
    List<Point> points = sweep.points();
    assertThat(progress).startsWith(1, 2).endsWith(points.size());
    assertThat(points.get(1).lr()).isGreaterThan(points.get(0).lr()).isEqualTo(RANGE.at(1));
    Suggestion suggestion = sweep.suggestion().orElseThrow();
    assertThat(suggestion.lr()).isBetween(1e-5, 1.0);
    assertThat(suggestion.steepest()).isBetween(1e-5, suggestion.minimum());
    double lowest = points.stream().mapToDouble(Point::smoothed).min().orElseThrow();
    assertThat(lowest).isLessThan(0.9 * points.get(0).smoothed());
    assertThat(points.get(points.size() - 1).smoothed()).isGreaterThan(2 * lowest);
    assertThat(sweep.fellToTheEnd()).isFalse();
  }

  @Test
  void sameSeedGivesTheSameSweepAndAnotherDoesNot() {
    LearningRateRange few = new LearningRateRange(1e-4, 0.1, 12);
    LearningRateSweep one = sweep(RUN, few, new ArrayList<>(), new StopSignal());
    assertThat(sweep(RUN, few, new ArrayList<>(), new StopSignal())).isEqualTo(one);
    RunConfig other = TestPictures.withSeed(RUN, 8);
    assertThat(sweep(other, few, new ArrayList<>(), new StopSignal())).isNotEqualTo(one);
  }

  @Test
  void stopEndsItAfterTheStep() {
    StopSignal stop = new StopSignal();
    LearningRateSweep sweep =
        new LearningRateFinder(RUN, ComputeDevice.choose("cpu"))
            .sweep(
                PICTURES,
                RANGE,
                done -> {
                  if (done == 3) {
                    stop.request();
                  }
                },
                stop);
    assertThat(sweep.end()).isEqualTo(End.INTERRUPTED);
    assertThat(sweep.points().stream().map(Point::lr))
        .containsExactlyElementsOf(IntStream.range(0, 3).mapToObj(RANGE::at).toList());
  }

  private static LearningRateSweep sweep(
      RunConfig run, LearningRateRange range, List<Integer> progress, StopSignal stop) {
    return new LearningRateFinder(run, ComputeDevice.choose("cpu"))
        .sweep(PICTURES, range, progress::add, stop);
  }
}

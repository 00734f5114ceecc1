package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.TestPictures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  private static final RunConfig RUN = TestPictures.run(16, 4, 5, 8, 0.001);
  private static final TrainingConfig TRAINING = RUN.training();

  @Test
  void theSameMayGoOn() {
    assertThatCode(() -> Continuation.require(RUN, RUN, 3)).doesNotThrowAnyException();
  }

  @Test
  void epochsMayBeRaisedWhereTheScheduleLeavesThemOpen() {
    RunConfig more = RUN.withTraining(TRAINING.withEpochs(9));
    assertThatCode(() -> Continuation.require(RUN, more, 5)).doesNotThrowAnyException();
  }

  @Test
  void epochsOfACourseOverAllOfThemAreFixed() {
    RunConfig cycle =
        RUN.withTraining(
            TRAINING.withOptimizer(TRAINING.optimizer(), new ScheduleConfig.OneCycle(0.2, 0.01)));
    RunConfig small = RUN.withTraining(TRAINING.withSizes(List.of(new SizeStage(0.5, 0.5))));
    for (RunConfig fixed : List.of(cycle, small)) {
      RunConfig more = fixed.withTraining(fixed.training().withEpochs(9));
      assertThatThrownBy(() -> Continuation.require(fixed, more, 5))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("the number of epochs (--epochs) cannot change from 5 to 9: ")
          .hasMessageContaining("--schedule constant");
    }
  }

  @Test
  void epochsThatAreCompleteStay() {
    RunConfig fewer = RUN.withTraining(TRAINING.withEpochs(2));
    assertThatThrownBy(() -> Continuation.require(RUN, fewer, 3))
        .hasMessage(
            "the number of epochs (--epochs) must be at least 3, which are complete, but was 2");
  }

  @Test
  void whatDecidesOverTheStepsIsFixed() {
    RunConfig other =
        TestPictures.withSeed(
            RUN.withTraining(
                TRAINING.withOptimizer(TRAINING.optimizer().withLr(0.01), TRAINING.schedule())),
            8);
    assertThatThrownBy(() -> Continuation.require(RUN, other, 3))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "a run that goes on (--resume) must be what it was, but seed was 7 and is 8, and 1"
                + " more; leave that out, or start a new run (--out)");
  }

  @Test
  void placeOfThePicturesPatienceCheckpointsAndThreadsMayChange() {
    ReliabilityConfig reliability =
        RUN.reliability()
            .withStopping(new StoppingConfig(Optional.empty(), 4, 0))
            .withCheckpoints(new CheckpointConfig(new CheckpointCadence.Time(5), 7));
    RunConfig moved =
        new RunConfig(
            RUN.recipe(),
            RUN.seed(),
            new DataConfig.Files("elsewhere", Optional.empty()),
            RUN.model(),
            RUN.preprocessing(),
            TRAINING,
            reliability,
            Optional.empty(),
            Optional.of(3));
    assertThatCode(() -> Continuation.require(RUN, moved, 3)).doesNotThrowAnyException();
  }

  @Test
  void whatTheBestEpochIsBestByIsFixed() {
    RunConfig other =
        RUN.withReliability(
            RUN.reliability()
                .withStopping(new StoppingConfig(Optional.of(WatchedMetric.TRAIN_ACCURACY), 0, 0)));
    assertThatThrownBy(() -> Continuation.require(RUN, other, 3))
        .hasMessageContaining(
            "reliability.stopping.metric was null and is \"train-accuracy\"; leave that out");
  }
}

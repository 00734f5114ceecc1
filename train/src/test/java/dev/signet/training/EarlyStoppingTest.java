package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.RunConfig;
import dev.signet.config.SizeStage;
import dev.signet.config.StoppingConfig;
import dev.signet.config.WatchedMetric;
import dev.signet.runfolder.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  /** Ten epochs, of which the first four are of pictures of half the side. */
  private static final RunConfig RUN = run(List.of(new SizeStage(0.4, 0.5)));

  private static RunConfig run(List<SizeStage> sizes) {
    RunConfig run = TestPictures.run(16, 4, 10, 8, 0.01);
    return run.withTraining(run.training().withSizes(sizes))
        .withReliability(
            run.reliability()
                .withStopping(
                    new StoppingConfig(Optional.of(WatchedMetric.VALIDATION_LOSS), 2, 0)));
  }

  private static List<EpochRecord> losses(double... losses) {
    List<EpochRecord> history = new ArrayList<>();
    for (double loss : losses) {
      history.add(
          new EpochRecord(
              history.size(), 1, 0.5, Optional.of(loss), Optional.of(0.5), 0.1, 1, 1, 1, 1, 1));
    }
    return history;
  }

  @Test
  void patienceIsCountedFromTheBestEpoch() {
    EarlyStopping rule = EarlyStopping.of(run(List.of()), true);
    assertThat(rule.best(losses(1, 0.5, 0.7))).contains(1);
    assertThat(rule.afterEpoch(losses(1, 0.5, 0.7))).isEmpty();
    assertThat(rule.afterEpoch(losses(1, 0.5, 0.7, 0.6))).contains(StopReason.EARLY);
  }

  @Test
  void epochsOfSmallerPicturesAreNeitherTheBestNorWaitedAfter() {
    EarlyStopping rule = EarlyStopping.of(RUN, true);
    assertThat(rule.best(losses(0.1, 0.9, 0.9, 0.9))).isEmpty();
    assertThat(rule.afterEpoch(losses(0.1, 0.9, 0.9, 0.9))).isEmpty();
    assertThat(rule.best(losses(0.1, 0.9, 0.9, 0.9, 0.8, 0.7))).contains(5);
    assertThat(rule.afterEpoch(losses(0.1, 0.9, 0.9, 0.9, 0.8, 0.9))).isEmpty();
    assertThat(rule.afterEpoch(losses(0.1, 0.9, 0.9, 0.9, 0.8, 0.9, 0.9)))
        .contains(StopReason.EARLY);
  }
}

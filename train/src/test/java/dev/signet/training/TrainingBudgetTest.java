package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import dev.signet.TestPictures;
import dev.signet.config.Recipe;
import dev.signet.config.RunConfig;
import dev.signet.config.SizeStage;
import dev.signet.config.TrainingConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.training.TrainingBudget.Plan;
import dev.signet.training.TrainingBudget.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingBudgetTest {
  private static final Work WORK = new Work(320, 100, 400);
  private static final StepCosts COSTS =
      new StepCosts(Map.of(0.5, 0.1, 0.75, 0.2, 1.0, 0.4), 0.01, 0.005);

  private static TrainingConfig training(List<SizeStage> sizes) {
    return Recipe.CLASSIC.training().withSizes(sizes);
  }

  @Test
  void timeOfARunIsItsStepsItsEvaluationsAndItsEnd() {
    TrainingConfig training =
        training(List.of(new SizeStage(0.5, 0.5), new SizeStage(0.75, 0.75))).withEpochs(4);
    double steps = 10 * (0.1 + 0.1 + 0.2 + 0.4);
    double end = 400 * 0.005 + 1;
    assertThat(TrainingBudget.seconds(training, COSTS, WORK))
        .isCloseTo(steps + 4 * 100 * 0.01 + end, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"2.9, 0", "7.9, 0", "8.1, 1", "12.9, 1", "13.1, 2", "503.1, 100"})
  void asManyEpochsAsFit(double seconds, int epochs) {
    assertThat(TrainingBudget.epochsWithin(training(List.of()), COSTS, WORK, seconds))
        .isEqualTo(epochs);
  }

  @Test
  void noPictureIsLargerThanTheLargest() {
    TrainingConfig training =
        training(List.of(new SizeStage(0.4, 0.5), new SizeStage(0.6, 0.9))).withEpochs(10);
    TrainingConfig smaller = TrainingBudget.withLargest(training, 0.75);
    assertThat(smaller.scale(0)).isEqualTo(0.5);
    assertThat(smaller.scale(5)).isEqualTo(0.75);
    assertThat(smaller.scale(9)).isEqualTo(0.75);
    assertThat(TrainingBudget.withLargest(training, 1)).isEqualTo(training);
  }

  @Test
  void planKeepsWithinTheBudgetAndForecastsIt() {
    RunConfig run = TestPictures.run(32, 3, 5, 8, 0.001);
    DataParts data =
        new DataParts(TestPictures.coloured(24, 32, 3, 1), Optional.empty(), Optional.empty());
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    Plan plan = TrainingBudget.plan(run, data, cpu, Duration.ofSeconds(10));
    assertThat(plan.training().epochs()).isGreaterThan(TrainingBudget.FEWEST_EPOCHS);
    assertThat(plan.forecast()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    assertThatThrownBy(() -> TrainingBudget.plan(run, data, cpu, Duration.ofMillis(1)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("--budget")
        .hasMessageContaining("one epoch takes");
  }
}

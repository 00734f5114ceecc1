package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {
  private static final ModelConfig MODEL =
      new ModelConfig(ResNetVariant.RESNET34, Layout.ARTICLE, InputSize.square(64), 6);

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void configurationIsTheSameTextAfterARoundTrip(Recipe recipe) {
    RunConfig run = RunConfig.of(recipe, DataConfig.Synthetic.DEFAULT, MODEL, Long.MIN_VALUE);
    String written = Json.write(run);
    RunConfig read = Json.read(RunConfig.class, written, "config.json");
    assertThat(Json.write(read)).isEqualTo(written);
    assertThat(Recipe.parse(read.recipe())).isEqualTo(recipe);
  }

  @Test
  void classicIsWhatTheArticleDoes() {
    TrainingConfig classic = Recipe.CLASSIC.training();
    assertThat(classic.epochs()).isEqualTo(50);
    assertThat(classic.batches()).isEqualTo(new BatchConfig(32, true, false));
    assertThat(classic.optimizer()).isEqualTo(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8));
    assertThat(classic.lr(0, 1700)).isEqualTo(classic.lr(1699, 1700)).isEqualTo(0.001);
    assertThat(classic.labelSmoothing()).isZero();
    assertThat(classic.zeroInitResidual()).isFalse();
    assertThat(classic.augmentation()).isEqualTo(AugmentationConfig.NONE);
    assertThat(classic.compute()).isEqualTo(new ComputeConfig(Precision.FP32, false, true));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 64, 32, 0.05",
    "1080, 64, 32, 0.05",
    "4095, 64, 32, 0.05",
    "4096, 64, 64, 0.07071",
    "50000, 32, 512, 0.2",
    "1000000, 32, 512, 0.2",
    "50000, 64, 128, 0.1", // half a million pixels a step
    "50000, 224, 32, 0.05"
  })
  void fastTakesLargerStepsOfManySmallPictures(int pictures, int side, int batch, double lr) {
    InputSize size = InputSize.square(side);
    TrainingConfig fast = Recipe.FAST.training(pictures, size);
    assertThat(fast.batches()).isEqualTo(new BatchConfig(batch, true, false));
    assertThat(fast.optimizer()).isEqualTo(Recipe.FAST.training().optimizer().withLr(lr));
    assertThat(Recipe.CLASSIC.training(pictures, size)).isEqualTo(Recipe.CLASSIC.training());
  }

  @Test
  void sizesTakeTurnsByEpoch() {
    TrainingConfig training =
        Recipe.CLASSIC
            .training()
            .withEpochs(4)
            .withSizes(List.of(new SizeStage(0.25, 0.5), new SizeStage(0.75, 0.75)));
    assertThat(List.of(0, 1, 2, 3))
        .extracting(training::scale)
        .containsExactly(0.5, 0.75, 0.75, 1.0);
    assertThat(training.firstOfLastSize()).isEqualTo(3);
    assertThat(training.withSizes(List.of(new SizeStage(0.5, 0.5))).firstOfLastSize()).isEqualTo(2);
    assertThat(training.withSizes(List.of()).firstOfLastSize()).isZero();
  }

  @Test
  void unknownRecipeIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Recipe.parse("slow"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("recipe (--recipe) must be one of fast, classic but was 'slow'");
  }
}

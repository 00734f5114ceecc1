package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.InvalidValueException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each range check says. */
class RangesTest {
  private static final TrainingConfig CLASSIC = Recipe.CLASSIC.training();

  private static Arguments says(String sentence, ThrowingCallable call) {
    return arguments(sentence, call);
  }

  static Stream<Arguments> training() {
    return Stream.of(
        says(
            "number of epochs (--epochs) must be between 1 and 100000 but was 0",
            () -> CLASSIC.withEpochs(0)),
        says(
            "batch size (--batch-size) must be between 2 and 65536 but was 1",
            () -> new BatchConfig(1, true, false)),
        says(
            "learning rate (--lr) must be > 0 and <= 1000 but was -0.1",
            () -> OptimizerConfig.Adam.withDefaults(-0.1)),
        says(
            "learning rate (--lr) must be > 0 and <= 1000 but was NaN",
            () -> OptimizerConfig.Adam.withDefaults(Double.NaN)),
        says(
            "learning rate (--lr) must be > 0 and <= 1000 but was Infinity",
            () -> CLASSIC.optimizer().withLr(Double.POSITIVE_INFINITY)),
        says(
            "Adam's beta1 (--beta1) must be >= 0 and < 1 but was 1",
            () -> new OptimizerConfig.Adam(0.1, 1, 0.9, 1e-8)),
        says(
            "Adam's beta2 (--beta2) must be >= 0 and < 1 but was -1",
            () -> new OptimizerConfig.AdamW(0.1, 0.9, -1, 1e-8, 0)),
        says(
            "Adam's epsilon (--epsilon) must be > 0 and <= 1 but was 0",
            () -> new OptimizerConfig.Adam(0.1, 0.9, 0.9, 0)),
        says(
            "weight decay (--weight-decay) must be >= 0 and <= 1 but was 1.5",
            () -> new OptimizerConfig.AdamW(0.1, 0.9, 0.9, 1e-8, 1.5)),
        says(
            "momentum (--momentum) must be >= 0 and < 1 but was 1",
            () -> new OptimizerConfig.Sgd(0.1, 1, false, 0)),
        says(
            "Nesterov's momentum needs a momentum above 0 (--momentum) but it was 0",
            () -> new OptimizerConfig.Sgd(0.1, 0, true, 0)),
        says(
            "warm-up share (--warmup) must be >= 0 and < 1 but was 1",
            () -> new ScheduleConfig.OneCycle(1, 0)),
        says(
            "final share of the learning rate (--final-share) must be >= 0 and <= 1 but was 2",
            () -> new ScheduleConfig.OneCycle(0, 2)));
  }

  static Stream<Arguments> shapes() {
    InputSize input = InputSize.square(64);
    List<Double> zeros = List.of(0.0, 0.0, 0.0);
    return Stream.of(
        says(
            "number of classes must be between 2 and 100000 but was 1",
            () -> new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, input, 1)),
        says(
            "input channels must be 3 (red, green, blue) but were 1",
            () -> new InputSize(1, 64, 64)),
        says("input height must be between 8 and 1024 but was 7", () -> new InputSize(3, 7, 64)),
        says(
            "input width must be between 8 and 1024 but was 2000",
            () -> InputSize.parse("64x2000")),
        says(
            "input size must be written like 3x64x64 or 64x64 but was '64'",
            () -> InputSize.parse("64")),
        says(
            "architecture (--arch) must be one of tiny, resnet18, resnet34, resnet50, resnet101,"
                + " resnet152, resnet20, resnet32, resnet44, resnet56, resnet110, plain20, plain32,"
                + " plain44, plain56, plain110 but was 'vgg'",
            () -> ResNetVariant.parse("vgg")),
        says(
            "number of train pictures (--train) must be between 6 and 1000000 but was 5",
            () -> new DataConfig.Synthetic(5, 6, 0)),
        says(
            "number of test pictures (--test) must be between 6 and 1000000 but was 0",
            () -> new DataConfig.Synthetic(6, 0, 0)),
        says(
            "mean and std (--mean, --std) must hold 3 numbers each (red, green, blue) but hold 3"
                + " and 1",
            () -> new Preprocessing(zeros, List.of(1.0))),
        says(
            "standard deviation of a channel (--std) must be > 0 and <= 1 but was 0",
            () -> new Preprocessing(zeros, zeros)),
        says(
            "mean of a channel (--mean) must be >= 0 and <= 1 but was 128",
            () -> new Preprocessing(List.of(128.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0))));
  }

  static Stream<ThrowingCallable> notNumbers() {
    double nan = Double.NaN;
    return Stream.of(
        () -> new OptimizerConfig.Adam(0.1, nan, 0.9, 1e-8),
        () -> new OptimizerConfig.Adam(0.1, 0.9, nan, 1e-8),
        () -> new OptimizerConfig.Adam(0.1, 0.9, 0.9, nan),
        () -> new OptimizerConfig.AdamW(0.1, 0.9, 0.9, 1e-8, nan),
        () -> new OptimizerConfig.Sgd(nan, 0.9, false, 0),
        () -> new OptimizerConfig.Sgd(0.1, nan, false, 0),
        () -> new ScheduleConfig.OneCycle(nan, 0),
        () -> new ScheduleConfig.OneCycle(0.1, nan),
        () -> new SizeStage(nan, 0.5),
        () -> new SizeStage(0.5, nan),
        () -> new AugmentationConfig(false, nan, 0, 0, 0, 0, 0, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, nan, 0, 0, 0, 0, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, nan, 0, 0, 0, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, nan, 0, 0, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, 0, nan, 0, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, 0, 0, nan, 0, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, 0, 0, 0, nan, 0, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, 0, 0, 0, 0, nan, 0),
        () -> new AugmentationConfig(false, 0, 0, 0, 0, 0, 0, 0, 0, nan),
        () -> CLASSIC.withLabelSmoothing(nan),
        () -> new Preprocessing(List.of(nan, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
        () -> new Preprocessing(List.of(0.0, 0.0, 0.0), List.of(1.0, nan, 1.0)));
  }

  @ParameterizedTest
  @MethodSource("notNumbers")
  void everyNumberRefusesNotANumber(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageEndingWith("but was NaN");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"training", "shapes"})
  void valueOutOfRangeIsNamedWithItsRange(String sentence, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({"3x64x48, 64, 48", "64x48, 64, 48", "8x1024, 8, 1024"})
  void inputSizeIsReadAndWritten(String text, int height, int width) {
    InputSize size = InputSize.parse(text);
    assertThat(size).isEqualTo(new InputSize(3, height, width));
    assertThat(size).hasToString("3x" + height + "x" + width);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.001", "10, 10", "1e-8, 0.00000001", "NaN, NaN"})
  void numbersAreWrittenPlainly(double value, String plain) {
    assertThat(Ranges.plain(value)).isEqualTo(plain);
  }

  @Test
  void classicIsTheArticles() {
    assertThat(CLASSIC.epochs()).isEqualTo(50);
    assertThat(CLASSIC.batches()).isEqualTo(new BatchConfig(32, true, false));
    assertThat(CLASSIC.optimizer()).isEqualTo(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8));
    assertThat(CLASSIC.compute()).isEqualTo(new ComputeConfig(Precision.FP32, false, true));
    assertThat(CLASSIC.lr(77, 1000)).isEqualTo(0.001);
  }
}

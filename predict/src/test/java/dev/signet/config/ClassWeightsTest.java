package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassWeightsTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");

  private static ClassWeights.Given given(Object... namesAndWeights) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < namesAndWeights.length; i += 2) {
      weights.put((String) namesAndWeights[i], (Double) namesAndWeights[i + 1]);
    }
    return new ClassWeights.Given(weights);
  }

  /** compute_class_weight('balanced', classes=[0, 1, 2], y=[0]*2 + [1]*6 + [2]*4). */
  @Test
  void balancedAreThoseOfScikitLearn() {
    assertThat(new ClassWeights.Balanced().of(CLASSES, new int[] {2, 6, 4}))
        .containsExactly(2.0, 12 / 18.0, 1.0);
  }

  @Test
  void balancedPicturesWeighOneOnAverageWhateverClassIsEmpty() {
    int[] counts = {3, 0, 9};
    List<Double> weights = new ClassWeights.Balanced().of(CLASSES, counts);
    assertThat(weights.get(1)).isZero();
    assertThat((3 * weights.get(0) + 9 * weights.get(2)) / 12).isCloseTo(1, within(1e-12));
  }

  @Test
  void givenOnesComeInTheOrderOfTheClasses() {
    assertThat(given("owl", 3.0, "cat", 1.0, "dog", 2.0).of(CLASSES, new int[3]))
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void unknownAndMissingClassesAreNamed() {
    assertThatThrownBy(() -> given("cat", 1.0, "cow", 1.0).of(CLASSES, new int[3]))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "class weights (--class-weights) name cow, but the pictures' classes are cat, dog,"
                + " owl");
    assertThatThrownBy(() -> given("cat", 1.0).of(CLASSES, new int[3]))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "class weights (--class-weights) lack dog, owl; give every class of the pictures one");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 2e6})
  void weightThatIsNoneIsRefused(double weight) {
    assertThatThrownBy(() -> given("cat", weight))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(
            "weight of class cat (--class-weights) must be > 0 and <= 1000000 but was ");
  }

  @Test
  void whatRareClassesNeedIsKeptInAFile() {
    TrainingConfig classic = Recipe.CLASSIC.training();
    TrainingConfig training =
        classic
            .withClassWeights(given("with_Capital", 2.0, "b", 0.5))
            .withMixing(new MixingConfig(0.2, 1));
    assertThat(Json.read(TrainingConfig.class, Json.write(training), "it")).isEqualTo(training);
    BatchConfig drawn = new BatchConfig(32, true, true, Sampling.BALANCED);
    assertThat(Json.read(BatchConfig.class, Json.write(drawn), "it")).isEqualTo(drawn);
    assertThat(Json.write(drawn)).contains("\"sampling\" : \"balanced\"");
  }

  @Test
  void filesFromBeforeMeanEqualWeightsAndEachPictureOnceAndUnmixed() {
    String now = Json.write(Recipe.FAST.training());
    String before =
        now.replaceAll("\"class_weights\" : \\{[^}]*},", "")
            .replaceAll("\"mixing\" : \\{[^}]*},", "")
            .replaceAll(",\\s*\"sampling\" : \"once\"", "");
    assertThat(before).doesNotContain("weights", "mixing", "sampling");
    assertThat(Json.read(TrainingConfig.class, before, "it")).isEqualTo(Recipe.FAST.training());
  }

  @Test
  void whatBalancesTwiceOrKeepsAnOrderThatIsDrawnIsRefused() {
    BatchConfig drawn = new BatchConfig(32, true, false, Sampling.BALANCED);
    TrainingConfig classic = Recipe.CLASSIC.training();
    assertThatThrownBy(() -> classic.withBalance(drawn, new ClassWeights.Balanced()))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "balanced class weights (--class-weights) and balanced sampling (--sampling) each make"
                + " every class count the same, together the rare ones count more; leave one of"
                + " them out");
    assertThatThrownBy(() -> new BatchConfig(32, false, false, Sampling.BALANCED))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("(--no-shuffle)");
    TrainingConfig weighted = classic.withClassWeights(new ClassWeights.Balanced());
    assertThat(weighted.withBalance(drawn, new ClassWeights.Equal()).batches()).isEqualTo(drawn);
    assertThat(classic.withBalance(drawn, given("a", 1.0)).batches()).isEqualTo(drawn);
  }
}

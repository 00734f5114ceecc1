package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  private static final ModelConfig MODEL =
      new ModelConfig(ResNetVariant.RESNET34, Layout.ARTICLE, InputSize.square(64), 6);

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void everyRecipeComesBackFromJson(Recipe recipe) {
    RunConfig run = RunConfig.of(recipe, DataConfig.Synthetic.DEFAULT, MODEL, -3);
    assertThat(read(Json.write(run))).isEqualTo(run);
  }

  static Stream<OptimizerConfig> optimizers() {
    return Stream.of(
        OptimizerConfig.Adam.withDefaults(1e-3),
        new OptimizerConfig.AdamW(0.002, 0.8, 0.99, 1e-6, 0.05),
        new OptimizerConfig.Sgd(0.1, 0.9, true, 5e-4));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyChoiceComesBackFromJson(OptimizerConfig optimizer) {
    RunConfig classic =
        RunConfig.of(Recipe.CLASSIC, new DataConfig.Files("a/b.h5", Optional.of("c.h5")), MODEL, 1);
    RunConfig run =
        classic.withTraining(
            classic.training().withOptimizer(optimizer, new ScheduleConfig.OneCycle(0.3, 0.01)));
    assertThat(read(Json.write(run))).isEqualTo(run);
  }

  @Test
  void absentTestDataComesBackAbsent() {
    RunConfig run =
        RunConfig.of(Recipe.CLASSIC, new DataConfig.Files("a", Optional.empty()), MODEL, 1);
    assertThat(read(Json.write(run))).isEqualTo(run);
  }

  @Test
  void aLimitOfPixelsComesBackAndIsNotWrittenWhereItIsAbsent() {
    RunConfig run =
        RunConfig.of(
            Recipe.CLASSIC,
            new DataConfig.Files("a", Optional.empty(), Optional.of(300_000_000L)),
            MODEL,
            1);
    assertThat(read(Json.write(run))).isEqualTo(run);
    DataConfig usual = new DataConfig.Files("a", Optional.empty());
    assertThat(Json.write(usual)).doesNotContain("maxPixels");
    assertThatThrownBy(() -> new DataConfig.Files("a", Optional.empty(), Optional.of(0L)))
        .hasMessage("pixels of a picture (--max-pixels) must be between 1 and 700000000 but was 0");
  }

  @Test
  void theTableOfLabelsComesBackAndIsNotWrittenWhereThereIsNone() {
    DataConfig.Files files = new DataConfig.Files("a", Optional.empty());
    DataConfig.Labels labels =
        new DataConfig.Labels(Optional.of("a.csv"), Optional.empty(), Optional.of("breed"));
    RunConfig run = RunConfig.of(Recipe.CLASSIC, files.withLabels(Optional.of(labels)), MODEL, 1);
    assertThat(read(Json.write(run))).isEqualTo(run);
    assertThat(Json.write(files)).doesNotContain("labels");
  }

  @Test
  void theWayOfReadingComesBackAndIsNotWrittenWhereItIsUsual() {
    DataConfig.Files files = new DataConfig.Files("a", Optional.empty());
    DataConfig.Reading other = new DataConfig.Reading(CacheMode.DISK, OnUnreadable.SKIP);
    RunConfig run = RunConfig.of(Recipe.CLASSIC, files.withReading(other), MODEL, 1);
    assertThat(read(Json.write(run))).isEqualTo(run);
    assertThat(files.withReading(DataConfig.Reading.DEFAULT)).isEqualTo(files);
    assertThat(Json.write(files)).doesNotContain("reading");
    DataConfig held = new DataConfig.HeldOut(files, 0.1, Optional.empty(), Optional.empty());
    assertThat(held.readBy(other).howRead()).isEqualTo(other);
  }

  @Test
  void theFitComesBackAndFilesFromBeforeItCameSqueezed() {
    DataConfig files = new DataConfig.Files("a", Optional.empty());
    DataConfig held = new DataConfig.HeldOut(files, 0.1, Optional.empty(), Optional.empty());
    RunConfig run = RunConfig.of(Recipe.CLASSIC, held, MODEL, 1);
    RunConfig cropped = run.fittedBy(Fit.CROP);
    assertThat(read(Json.write(cropped))).isEqualTo(cropped);
    assertThat(cropped.preprocessing().fit()).isEqualTo(Fit.CROP);
    assertThat(cropped.data()).isEqualTo(held.fittedBy(Fit.CROP)).isNotEqualTo(held);
    assertThat(cropped.fittedBy(Fit.SQUEEZE)).isEqualTo(run);
    assertThat(Json.write(cropped)).contains("\"fit\" : \"crop\"");
    String before =
        Json.write(run)
            .replaceAll(",\\s*\"fit\" : \"squeeze\"", "")
            .replaceAll(",\\s*\"random_resized_crop\" : 0.0", "");
    assertThat(before).doesNotContain("fit", "crop");
    assertThat(read(before)).isEqualTo(run);
  }

  @Test
  void schedulesComeBackFromJson() {
    for (ScheduleConfig schedule :
        List.of(new ScheduleConfig.Constant(), new ScheduleConfig.OneCycle(0.2, 0.01))) {
      assertThat(Json.read(ScheduleConfig.class, Json.write(schedule), "it")).isEqualTo(schedule);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"epochs\"' | '\"epoch\"' | epoch",
        "'\"seed\" : 7,' | '' | seed",
        "'\"seed\" : 7' | '\"seed\" : null' | 'seed: '",
        "'\"seed\" : 7' | '\"seed\" : 7.5' | seed",
        "'\"resnet34\"' | '\"resnet35\"' | resnet35",
        "'\"resnet34\"' | null | variant",
        "'\"type\" : \"adam\"' | '\"type\" : \"adagrad\"' | adagrad",
        "'\"seed\" : 7' | '\"seed\" : 7, \"seed\" : 8' | seed"
      },
      nullValues = "nothing")
  void brokenJsonIsRefusedInOneLine(String old, String replacement, String named) {
    assertThatThrownBy(() -> read(broken(text -> text.replace(old, replacement))))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("config.json")
        .hasMessageContaining(named)
        .hasMessageNotContaining("Feature")
        .message()
        .hasLineCount(1);
  }

  @Test
  void valueOutOfRangeIsRefusedWithTheRangesOwnSentence() {
    assertThatThrownBy(
            () -> read(broken(text -> text.replace("\"epochs\" : 50", "\"epochs\" : 0"))))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "config.json: number of epochs (--epochs) must be between 1 and 100000 but was 0");
  }

  @Test
  void decayOfTheAverageComesBackFromJsonAndMayBeMissingInOlderFiles() {
    RunConfig plain = RunConfig.of(Recipe.CLASSIC, DataConfig.Synthetic.DEFAULT, MODEL, 7);
    RunConfig averaged = plain.withTraining(plain.training().withEma(0.98));
    String json = Json.write(averaged);
    assertThat(read(json)).isEqualTo(averaged);
    String older = json.replaceFirst("\\s*\"ema\" : 0.98,", "");
    assertThat(older).isNotEqualTo(json);
    assertThat(read(older)).isEqualTo(plain);
  }

  @Test
  void threadsComeBackFromJsonAndAreAbsentInOlderFiles() {
    RunConfig older = RunConfig.of(Recipe.CLASSIC, DataConfig.Synthetic.DEFAULT, MODEL, 7);
    assertThat(Json.write(older)).doesNotContain("threads");
    assertThat(read(Json.write(older))).isEqualTo(older);
    String json = Json.write(older.withThreads(3));
    assertThat(read(json)).isEqualTo(older.withThreads(3));
    assertThatThrownBy(() -> read(json.replace("\"threads\" : 3", "\"threads\" : 0")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("config.json: threads (--threads) must be between 1 and 1024 but was 0");
  }

  @Test
  void waysToAnswerComeBackFromJson() {
    PredictionConfig config =
        PredictionConfig.DEFAULT.withPrecision(Precision.FP32).withFlipAverage(true);
    assertThat(Json.read(PredictionConfig.class, Json.write(config), "it")).isEqualTo(config);
  }

  @Test
  void textAfterTheEndIsRefused() {
    assertThatThrownBy(() -> read(broken(text -> text + "{}"))).isInstanceOf(SignetException.class);
  }

  @Test
  void wholeNumberIsReadAlone() {
    assertThat(Json.readInt("{\"format_version\": 3, \"x\": []}", "format_version", "it"))
        .isEqualTo(3);
    assertThat(Json.readInt("{\"formatVersion\": 3}", "format_version", "it")).isEqualTo(3);
    assertThatThrownBy(() -> Json.readInt("{\"format_version\": 1.5}", "format_version", "it"))
        .hasMessage("it has no whole number 'format_version'");
    assertThatThrownBy(() -> Json.readInt("{", "format_version", "it"))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("it is not JSON");
  }

  @Test
  void namesHaveUnderscoresAndThoseOfTheFirstFilesAreStillRead() {
    RunConfig run = RunConfig.of(Recipe.FAST, DataConfig.Synthetic.DEFAULT, MODEL, 7);
    String now = Json.write(run);
    assertThat(now).contains("\"weight_decay\"").doesNotContainPattern("\"[a-z]+[A-Z]\\w*\"");
    String first =
        Pattern.compile("_([a-z])(?=\\w*\" :)")
            .matcher(now)
            .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    assertThat(first).contains("\"weightDecay\"").doesNotContain("\"weight_decay\"");
    assertThat(read(first)).isEqualTo(run);
  }

  @Test
  void oneNameInBothSpellingsIsRefused() {
    String both =
        broken(
            text ->
                text.replace(
                    "\"label_smoothing\"", "\"labelSmoothing\" : 0.1, \"label_smoothing\""));
    assertThatThrownBy(() -> read(both))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            "config.json is not a valid RunConfig: training: 'label_smoothing' and 'labelSmoothing'"
                + " are the same; leave one of them out (line 2");
  }

  @Test
  void keysOfMapsAreNobodysSpelling() {
    Named named = new Named(Map.of("handUp", 1, "hand_up", 2));
    assertThat(Json.read(Named.class, Json.write(named), "it")).isEqualTo(named);
  }

  record Named(Map<String, Integer> byClass) {}

  @Test
  void eachCapitalBeginsAWord() {
    assertThat(Json.compact(new Skipped(2))).isEqualTo("{\"in_a_row\":2}");
    assertThat(Json.read(Skipped.class, "{\"inARow\": 2}", "it")).isEqualTo(new Skipped(2));
  }

  record Skipped(int inARow) {}

  private static String broken(UnaryOperator<String> change) {
    RunConfig run = RunConfig.of(Recipe.CLASSIC, DataConfig.Synthetic.DEFAULT, MODEL, 7);
    String text = Json.write(run);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    return changed;
  }

  private static RunConfig read(String json) {
    return Json.read(RunConfig.class, json, "config.json");
  }
}

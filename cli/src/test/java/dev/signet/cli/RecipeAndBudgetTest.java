package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the options of a training come from: a recipe, a file, a time. */
class RecipeAndBudgetTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePictures() {
    pictures = SignetRun.makePictures(folder.resolve("pictures"));
  }

  private static JsonNode config(Path run) throws IOException {
    return JSON.readTree(Files.readString(run.resolve("config.json")));
  }

  @Test
  void fastIsTheDefault() throws IOException {
    Path run = folder.resolve("default");
    assertThat(SignetRun.train(pictures, run, "--epochs", "1").requireSuccess().out())
        .contains("recipe fast, 1 epochs", "Precision: ")
        .contains("Batches: 32 pictures, learning rate 0.05 (what fast takes for 24 pictures)\n");
    assertThat(config(run).get("recipe").asString()).isEqualTo("fast");
    assertThat(config(run).get("training").get("optimizer").get("type").asString())
        .isEqualTo("sgd");
  }

  @Test
  void recipeMayBeAFileInTheFormOfConfigJson() throws IOException {
    Path first = folder.resolve("first");
    SignetRun.train(pictures, first, "--epochs", "1", "--lr", "0.0125").requireSuccess();
    Path mine = folder.resolve("mine.json");
    Files.writeString(mine, config(first).get("training").toString());
    Path second = folder.resolve("second");
    SignetRun eight =
        SignetRun.train(pictures, second, "--recipe", mine.toString(), "--batch-size", "8");
    assertThat(eight.requireSuccess().out())
        .contains("Batches: 8 pictures, learning rate 0.0125\n");
    JsonNode training = config(second).get("training");
    assertThat(config(second).get("recipe").asString()).isEqualTo("mine.json");
    assertThat(training.get("optimizer").get("lr").asDouble()).isEqualTo(0.0125);
    assertThat(training.get("batches").get("size").asInt()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "missing.json, there is no such file",
    "broken.json, the recipe",
    "slow, 'recipe (--recipe) must be one of fast, classic but was'"
  })
  void recipeThatIsNoneIsRefused(String recipe, String said) throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"epochs\": 3}");
    Path out = folder.resolve("refused");
    String word = recipe.endsWith(".json") ? folder.resolve(recipe).toString() : recipe;
    SignetRun run = SignetRun.train(pictures, out, "--recipe", word);
    assertThat(run.code()).isPositive();
    run.requireFailure(run.code(), said);
    assertThat(out).doesNotExist();
  }

  @Test
  void budgetPlansTheEpochsAndForecastsTheTime() throws IOException {
    Path run = folder.resolve("budget");
    SignetRun trained = SignetRun.train(pictures, run, "--budget", "6s").requireSuccess();
    assertThat(trained.out())
        .containsPattern("Budget: 0:06; measuring .*\\RForecast: \\d+ epochs.*, done in 0:0\\d");
    assertThat(config(run).get("training").get("epochs").asInt()).isGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--budget soon, must be a time",
    "--budget -2m, must be a time",
    "--budget 0.5s, must be a time",
    "--budget 1m --epochs 3, exclude each other"
  })
  void budgetThatIsNoneIsRefused(String words, String said) {
    Path out = folder.resolve("none");
    SignetRun.train(pictures, out, words.split(" ")).requireFailure(2, said);
    assertThat(out).doesNotExist();
  }
}

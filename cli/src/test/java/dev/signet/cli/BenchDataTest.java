package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet bench data} on the tiny network. */
class BenchDataTest {
  private static final String SMALL =
      "bench data --arch tiny --threads 1 --steps 2 --batch-size 8 --input 3x32x32 --side 40"
          + " --pictures 12";

  @Test
  void jsonHoldsLoadingAgainstImageIoAndTheDataShareOfAStep() {
    JsonNode answer = json(SMALL + " --json");
    assertThat(answer.get("pictures").asInt()).isEqualTo(12);
    for (String key :
        List.of(
            "baseline_ms",
            "signet_ms",
            "ratio",
            "pictures_per_second",
            "training_pictures_per_second",
            "step_ms")) {
      assertThat(answer.get(key).asDouble()).as(key).isPositive();
    }
    assertThat(answer.get("data_share").asDouble()).isBetween(0.0, 1.0);
    assertThat(answer.get("bytes_per_pixel").asDouble()).isEqualTo(3);
    assertThat(answer.get("pieces_ms").propertyNames())
        .containsExactly("gather", "tensor", "augment", "network");
  }

  @Test
  void folderOfOnesOwnIsMeasured(@TempDir Path folder) throws IOException {
    for (String name : List.of("one", "two", "three")) {
      Path made = Files.createDirectory(folder.resolve(name));
      Files.copy(SignetRun.FIXTURES.resolve("grey.jpg"), made.resolve("a.jpg"));
    }
    SignetRun run = run(SMALL.replace("--pictures 12", "--data ") + folder).requireSuccess();
    assertThat(run.out())
        .startsWith("3 picture files to pixels of 3x32x32")
        .contains(
            "ImageIO.read, one thread", "Data share of the step: ", "Memory: 3 bytes a pixel");
  }

  @Test
  void growthIsPrintedAndDrawn(@TempDir Path folder) {
    Path plot = folder.resolve("growth.png");
    String growth = "bench data --growth 200,100 --input 3x32x32";
    SignetRun run = run(growth + " --plot " + plot).requireSuccess();
    assertThat(run.out().lines().skip(2).map(line -> line.strip().split(" +", -1)[0]))
        .containsExactly("100", "200");
    assertThat(plot).isNotEmptyFile();
    JsonNode points = json(growth + " --json").get("growth");
    assertThat(points.size()).isEqualTo(2);
    assertThat(points.get(1).get("bytes_per_pixel").asDouble()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pictures 5 | --pictures must be between 6 and 100000 but was 5",
        "--side 31 | --side must be between 32 and 512 but was 31",
        "--steps 0 | --steps must be between 1 and 10000 but was 0",
        "--growth 99 | (--growth) must be between 100 and 1000000 but were 99",
        "--growth many | Invalid value for option '--growth'",
        "--plot a.png | --plot has no effect without --growth",
        "--growth 100 --data x | --data has no effect with --growth",
      })
  void wrongValuesAreRefusedInOneLine(String options, String said) {
    run("bench data " + options).requireFailure(2, said);
  }

  @Test
  void missingFolderIsNamed() {
    run("bench data --data nowhere").requireFailure(1, "nowhere is not a folder");
  }

  private static SignetRun run(String words) {
    return SignetRun.of(words.split(" "));
  }

  private static JsonNode json(String words) {
    return JsonMapper.builder().build().readTree(run(words).requireSuccess().out());
  }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet bench train} and {@code bench predict} on a tiny network. */
class BenchNetworkTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static SignetRun small(String which, String... more) {
    return bench(which + " --steps 3 --batch-size 4", more);
  }

  private static SignetRun bench(String which, String... more) {
    String[] words =
        ("bench " + which + " --arch tiny --input 3x32x32 --threads 1 " + String.join(" ", more))
            .split(" ");
    return SignetRun.of(words);
  }

  @Test
  void jsonHoldsBothTimesAndTheirRatio() {
    JsonNode answer = JSON.readTree(small("train", "--json").requireSuccess().out());
    double baseline = answer.get("baseline_ms").asDouble();
    double signet = answer.get("signet_ms").asDouble();
    assertThat(baseline).isPositive();
    assertThat(signet).isPositive();
    assertThat(answer.get("ratio").asDouble()).isEqualTo(baseline / signet);
    assertThat(answer.get("signet_spread_ms").get("count").asInt()).isEqualTo(3);
    assertThat(answer.get("precision").asString()).isIn("fp32", "bf16");
  }

  @Test
  void trainSaysWhereAStepsTimeGoes() {
    JsonNode answer = JSON.readTree(small("train", "--json").requireSuccess().out());
    assertThat(answer.get("phases_ms").propertyNames())
        .containsExactly("data", "forward", "backward", "optimizer");
    assertThat(answer.get("roofline").asDouble()).isBetween(0.0, 1.5);
    assertThat(answer.get("peak_bytes").asLong()).isPositive();
    assertThat(small("train").requireSuccess().out())
        .contains("Ratio of the medians: ", "backward", "Roofline: ", "Peak memory");
  }

  @Test
  void predictTimesEveryEngineAgainstTheTrainedNetwork() {
    JsonNode answer = JSON.readTree(small("predict", "--json").requireSuccess().out());
    JsonNode baseline = answer.get("batch").get(0);
    assertThat(baseline.get("engine").asString()).startsWith("fp32 (as trained)");
    assertThat(baseline.get("ratio").asDouble()).isEqualTo(1);
    assertThat(answer.get("batch").findValuesAsString("engine"))
        .hasSize(4)
        .anyMatch(engine -> engine.startsWith("fp32, ONNX Runtime"))
        .anyMatch(engine -> engine.startsWith("int8, ONNX Runtime"));
    JsonNode exact = answer.get("batch").get(2);
    assertThat(exact.get("batch_size").asInt()).isEqualTo(4);
    assertThat(exact.get("same_top1").asInt()).isEqualTo(4);
    assertThat(exact.get("largest_logit_difference").asDouble()).isLessThan(1e-3);
    assertThat(exact.get("ms").get("count").asInt()).isEqualTo(3);
    assertThat(answer.get("one_picture").get(0).get("batch_size").asInt()).isEqualTo(1);
    assertThat(answer.has("answers")).isFalse();
  }

  @Test
  void predictCountsTheAnswersOfATrainedModel(@TempDir Path folder) {
    Path run = folder.resolve("run");
    SignetRun.of(
            ("train --arch tiny --input 3x32x32 --epochs 1 --threads 1 --no-audit --out " + run)
                .split(" "))
        .requireSuccess();
    SignetRun bench = SignetRun.of(("bench predict --steps 1 --model " + run).split(" "));
    assertThat(bench.requireSuccess().out())
        .contains("1 picture, fp32 (as trained)", "32 pictures, int8, ONNX Runtime")
        .containsPattern("Answers in fp32.*: 120 of 120 as in fp32")
        .containsPattern("Answers in int8.*: \\d+ of 120 as in fp32 .*, \\d+ computed again");
  }

  @ParameterizedTest
  @CsvSource({"--steps 0, --steps", "--batch-size 1, --batch-size"})
  void valueOutOfRangeIsRefused(String wrong, String named) {
    bench("train", wrong).requireFailure(2, named);
    bench("predict", wrong).requireFailure(2, named);
  }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"train", "predict"})
  void jsonHoldsBothTimesAndTheirRatio(String which) {
    JsonNode answer = JSON.readTree(small(which, "--json").requireSuccess().out());
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
  void predictComparesTheAnswersOfBoth() {
    JsonNode answer =
        JSON.readTree(small("predict", "--precision", "fp32", "--json").requireSuccess().out());
    assertThat(answer.get("precision").asString()).isEqualTo("fp32");
    assertThat(answer.get("batch_size").asInt()).isEqualTo(4);
    assertThat(answer.get("same_top1").asInt()).isEqualTo(4);
    assertThat(answer.get("largest_logit_difference").asDouble()).isLessThan(1e-3);
    assertThat(answer.get("one_picture").get("batch_size").asInt()).isEqualTo(1);
    assertThat(small("predict").requireSuccess().out())
        .contains("1 picture, as trained, fp32", "4 pictures, folded, ", "ratio of the medians");
  }

  @ParameterizedTest
  @CsvSource({"--steps 0, --steps", "--batch-size 1, --batch-size"})
  void valueOutOfRangeIsRefused(String wrong, String named) {
    bench("train", wrong).requireFailure(2, named);
    bench("predict", wrong).requireFailure(2, named);
  }
}

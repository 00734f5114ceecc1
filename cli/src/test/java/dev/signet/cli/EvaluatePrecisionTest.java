package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet evaluate --precision}: what the answers are worth that {@code predict} gives. */
class EvaluatePrecisionTest {
  private static Path run;
  private static Path pictures;

  @BeforeAll
  static void train(@TempDir Path folder) {
    pictures = SignetRun.makePictures(folder.resolve("pictures"));
    run = folder.resolve("run");
    SignetRun.train(pictures, run, "--epochs", "2", "--sizes", "full", "--no-audit")
        .requireSuccess();
  }

  private static SignetRun evaluate(String... more) {
    return SignetRun.of(
        List.of(
                List.of("evaluate", "--model", run, "--data", pictures, "--threads", 1),
                List.of(more))
            .stream()
            .flatMap(List::stream)
            .toList());
  }

  @Test
  void fp32AnswersAreWorthWhatTheTrainedNetworkIs() {
    SignetRun trained = evaluate().requireSuccess();
    SignetRun answered = evaluate("--precision", "fp32").requireSuccess();
    assertThat(accuracy(answered)).isEqualTo(accuracy(trained));
    assertThat(trained.err()).doesNotContain("precision:");
    assertThat(answered.err()).containsPattern("precision: fp32, .*, 0 of 12 pictures");
  }

  @Test
  void int8IsJudgedWithItsCloseAnswersComputedAgain() {
    SignetRun answered = evaluate("--precision", "int8", "--flip-average").requireSuccess();
    assertThat(accuracy(answered)).matches("Accuracy: .* of 12\\), .*");
    assertThat(answered.err())
        .containsPattern("precision: int8, ONNX Runtime .*, \\d+ of 12 pictures computed again");
  }

  private static String accuracy(SignetRun answered) {
    return answered.out().lines().filter(it -> it.startsWith("Accuracy")).findFirst().orElse("");
  }
}

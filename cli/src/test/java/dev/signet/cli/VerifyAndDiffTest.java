package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet verify} and {@code signet diff} with a model that {@code train} has made. */
class VerifyAndDiffTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path GOLDEN = Path.of("../testing/src/main/resources/golden");

  private static Path run;
  private static Path model;
  private static Path parameters;
  private static Path another;

  @BeforeAll
  static void train(@TempDir Path shared) {
    Path pictures = SignetRun.makePictures(shared.resolve("pictures"));
    run = shared.resolve("run");
    SignetRun.train(pictures, run, "--epochs", "1").requireSuccess();
    model = run.resolve("model.safetensors");
    parameters = run.resolve("ResNetTiny_params.pkl");
    another = shared.resolve("another");
    SignetRun.train(pictures, another, "--epochs", "1", "--seed", "1").requireSuccess();
  }

  private static SignetRun run(Object... words) {
    return SignetRun.of(List.of(words));
  }

  @Test
  void trainedModelIsWhatItClaimsToBe() {
    SignetRun verified = run("verify", run).requireSuccess();
    assertThat(verified.out())
        .contains("parameters   78838, as claimed")
        .containsPattern("fingerprint  [0-9a-f]{64}, as claimed")
        .containsPattern("logits       as claimed: largest difference .* over 3 golden pictures")
        .endsWith(System.lineSeparator())
        .contains(model + " is what it claims to be");
    assertThat(verified.err()).startsWith("The same check in Python: python3 ");
    JsonNode answer =
        JSON.readTree(run("verify", model, "--format", "json").requireSuccess().out());
    assertThat(answer.get("holds").asBoolean()).isTrue();
    assertThat(answer.get("parameters").asLong()).isEqualTo(78_838);
    assertThat(answer.get("fingerprint")).isEqualTo(answer.get("claimed_fingerprint"));
    assertThat(answer.get("largest_logit_difference").asDouble()).isLessThan(1e-5);
  }

  @Test
  @Tag("python")
  void oneFlippedBitIsFoundBySignetAndByPython(@TempDir Path folder) throws Exception {
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1000] ^= 1;
    Path changed = Files.write(folder.resolve("model.safetensors"), bytes);
    SignetRun found = run("verify", changed);
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains(", but claimed ", "is NOT what it claims to be");

    Python python = Python.with("torch");
    Path script = folder.resolve("verify.py");
    assertThat(python.exitCode(script)).isEqualTo(1); // the model beside it
    assertThat(python.exitCode(script, model)).isZero();
    assertThat(python.exitCode(script, GOLDEN.resolve("model-v1-claims.safetensors"))).isZero();
  }

  @Test
  void scriptOfSomebodyElseIsLeftAlone(@TempDir Path folder) throws IOException {
    Path copy = Files.copy(model, folder.resolve("model.safetensors"));
    Path script = Files.writeString(folder.resolve("verify.py"), "mine");
    assertThat(run("verify", copy).requireSuccess().err())
        .startsWith("note: ")
        .contains("--script names another file");
    assertThat(script).hasContent("mine");
    run("verify", copy, "--script", script).requireFailure(1, "was left alone");
    run("verify", copy, "--script", folder.resolve("check.py")).requireSuccess();
    assertThat(folder.resolve("check.py")).content().contains("\"model.safetensors\"");
  }

  @Test
  void whatMakesNoClaimsCannotBeVerified() {
    run("verify", GOLDEN.resolve("model-v1.safetensors")).requireFailure(1, "makes no claims");
    run("verify", parameters).requireFailure(1, "no manifest");
  }

  @Test
  void sameStateInTwoFormatsIsTheSame() {
    for (Object other : List.of(run, model, parameters)) {
      SignetRun same = run("diff", other, parameters).requireSuccess();
      assertThat(same.out())
          .isEqualToNormalizingNewlines(
              "A has 71 arrays, B has 71: 0 missing in B, 0 extra, 0 of another type or shape, 0"
                  + " with other numbers, 71 the same; largest difference 0.00\n");
    }
    assertThat(run("diff", run, model, "--all").requireSuccess().out().lines()).hasSize(72);
  }

  @Test
  void otherNumbersAreNamedWithTheirLargestDifference() {
    SignetRun different = run("diff", run, another);
    assertThat(different.code()).isEqualTo(1);
    assertThat(different.out())
        .containsPattern(
            "differs  conv1\\.0\\.weight float32 \\[8, 3, 7, 7\\]: largest difference 0\\.\\d+ at"
                + " \\[\\d, \\d, \\d, \\d\\]");
    run("diff", run, another, "--tolerance", "100").requireSuccess();

    SignetRun json = run("diff", run, another, "--format", "json");
    assertThat(json.code()).isEqualTo(1);
    JsonNode answer = JSON.readTree(json.out());
    assertThat(answer.get("same").asBoolean()).isFalse();
    assertThat(answer.get("largest").asDouble()).isPositive();
    assertThat(answer.get("differences")).hasSize(71);
    assertThat(answer.get("differences").get(0).get("at")).hasSize(4);
  }

  @Test
  void missingExtraAndOtherShapesAreNamed(@TempDir Path folder) {
    Path data = SignetRun.makePictures(folder.resolve("pictures"));
    Path torchvision = folder.resolve("run");
    SignetRun.train(data, torchvision, "--epochs", "1", "--layout", "torchvision").requireSuccess();
    SignetRun different = run("diff", run, torchvision);
    assertThat(different.code()).isEqualTo(1);
    assertThat(different.out())
        .contains("missing  conv1.0.weight float32 [8, 3, 7, 7]")
        .contains("extra    conv1.weight float32 [8, 3, 7, 7]")
        .contains(" missing in B, ");
    SignetRun wider = run("diff", run, Path.of("../predict/src/test/resources/torch/1.13/net.pt"));
    assertThat(wider.code()).isEqualTo(1);
  }

  @Test
  void fileThatCannotBeReadIsTroubleAndNotADifference(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "text");
    run("diff", run, text).requireFailure(2, "text.pt: offset 0: not a file of torch.save");
    run("diff", folder.resolve("nothing"), run).requireFailure(2, "there is no model at");
    run("diff", run, run, "--tolerance", "-1").requireFailure(2, "--tolerance must be >= 0");
  }
}

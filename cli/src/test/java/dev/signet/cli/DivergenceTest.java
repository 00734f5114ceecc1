package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learning rate that rises until the loss is NaN, in the second epoch of three steps each. */
@Tag("faults")
class DivergenceTest {
  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private static SignetRun train(Path out, String... more) {
    List<String> words =
        List.of(
            "--recipe",
            "classic",
            "--batch-size",
            "8",
            "--epochs",
            "12",
            "--optimizer",
            "sgd",
            "--lr",
            "1000",
            "--schedule",
            "one-cycle",
            "--warmup",
            "0.9");
    return SignetRun.train(
        pictures, out, Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void firstLossThatIsNoNumberEndsItWithTheLastGoodWeights() {
    Path out = folder.resolve("at-once");
    SignetRun run = train(out);
    run.requireFailure(
        1,
        "the loss became NaN at step 3 (epoch 1); the parameters are those of the end of epoch 0;");
    assertThat(run.out()).contains("Model: " + out.resolve("model.safetensors"));
    assertThat(ModelFile.read(out).manifest().provenance().epochs()).isEqualTo(1);
  }

  @Test
  void soManyStepsAreLeftOutFirstAsAreAllowed() {
    Path out = folder.resolve("skipping");
    SignetRun run = train(out, "--skip-nonfinite", "2");
    run.requireFailureBeside(
        1,
        "the loss became NaN at step 5 (epoch 1), after 2 such steps in a row that were left out;"
            + " the parameters are those of the end of epoch 0;");
    assertThat(run.err())
        .contains("step 3 (epoch 1); the step was left out, 1 in a row")
        .contains("step 4 (epoch 1); the step was left out, 2 in a row")
        .doesNotContain("3 in a row");
    train(folder.resolve("at-once-again"));
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("at-once-again/model.safetensors"));
  }
}

package dev.signet.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.Share;
import dev.signet.config.Json;
import dev.signet.metrics.CleanScore;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.EvaluatedSet;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four pictures of two classes; the third, a mistake, is in the training part. */
class EvaluationFileTest {
  private static final Evaluation EVALUATION =
      Evaluation.of(
          new EvaluatedSet(
              "four",
              List.of("a", "b"),
              List.of("p", "q", "r", "s"),
              List.of(Leak.NONE, Leak.NONE, Leak.IDENTICAL, Leak.NONE)),
          new LabelledLogits(
              List.of(
                  new float[] {2, 0}, new float[] {2, 0}, new float[] {3, 0}, new float[] {1, 0}),
              new int[] {0, 0, 1, 1}),
          ConfidenceRule.NONE);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("evaluation.json");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    EvaluationFile.write(EVALUATION, file);
    assertThat(EvaluationFile.read(file)).isEqualTo(EVALUATION);
  }

  @Test
  void fileOfBeforeNearCopiesWereToldApartIsRead() throws IOException {
    String older =
        Json.write(EVALUATION)
            .replaceFirst(
                "(?s)\"without_leaked\" : \\{\\s*\"identical\" : 1,\\s*\"near\" : 0,"
                    + "\\s*\"others\" : (\\{.*?\\}.*?\\})\\s*\\}",
                "\"without_leaked\" : $1")
            .replace("\"leak\" : \"identical\"", "\"leaked\" : true")
            .replace("\"leak\" : \"none\"", "\"leaked\" : false");
    assertThat(older).doesNotContain("identical", "others", "\"leak\"").contains("\"leaked\"");
    Files.writeString(file, older);
    Evaluation read = EvaluationFile.read(file);
    assertThat(read).isEqualTo(EVALUATION);
    assertThat(read.withoutLeaked()).contains(new CleanScore(1, 0, Share.of(2, 3)));
    assertThat(read.mostConfidentErrors())
        .extracting(EvaluatedPicture::leak)
        .containsExactly(Leak.IDENTICAL, Leak.NONE);
  }

  @Test
  void whatIsNoneIsRefused() throws IOException {
    for (String text : List.of("", "[]", "{", "null", "{\"most_confident_errors\": [1]}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> EvaluationFile.read(file))
          .as(text)
          .isInstanceOf(SignetException.class)
          .hasMessageContaining("is not an evaluation");
    }
  }
}

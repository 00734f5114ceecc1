package dev.signet.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Leak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    List<EvaluatedPicture> pictures =
        List.of(
            new EvaluatedPicture(0, "a,\"b\".jpg", "fist", "palm", 0.75, 1.5, false, Leak.NONE),
            new EvaluatedPicture(1, "手.png", "palm", "palm", 0.5, 0, true, Leak.NEAR));
    Path file = folder.resolve("predictions.csv");
    PredictionsFile.write(pictures, file);
    assertThat(PredictionsFile.read(file)).isEqualTo(pictures);
  }

  @Test
  void otherFileIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("predictions.csv"), "index,id\n0,a.jpg\n");
    assertThatThrownBy(() -> PredictionsFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("predictions.csv does not hold what was said of pictures")
        .hasMessageNotContaining("\n");
  }
}

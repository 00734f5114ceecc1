package dev.signet.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassWeightsFileTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("weights.csv"), content);
  }

  @Test
  void classesAndWeightsAreReadWhateverElseThereIs() throws IOException {
    assertThat(
            ClassWeightsFile.read(
                    file("note,weight,class\nrare,4,\"cat, small\"\n,0.5, dog \r\nx,1e-1,3\n"))
                .weights())
        .containsExactly(Map.entry("cat, small", 4.0), Map.entry("dog", 0.5), Map.entry("3", 0.1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class,weight\\ncat,1\\ncat,2 | , line 3: class cat is there twice; keep one row a class",
        "class,weight\\ncat,much | , line 2: the weight of class cat is no number but 'much'",
        "class,weight\\ncat,-1 | : weight of class cat (--class-weights) must be > 0 and <= 1000000 but was -1",
        "class,weight\\ncat,NaN | : weight of class cat (--class-weights) must be > 0 and <= 1000000 but was NaN",
        "class,weight\\n | has no rows; a CSV file with the columns class and weight is expected",
        "cat,1\\ndog,2 | has the columns cat, 1; a CSV file with the columns class and weight",
        "class,weight\\ncat | a CSV file with the columns class and weight is expected",
      })
  void whatIsNoWeightIsNamedWithItsLine(String content, String said) throws IOException {
    Path file = file(content.replace("\\n", "\n"));
    assertThatThrownBy(() -> ClassWeightsFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(said)
        .message()
        .doesNotContain("\n");
  }
}

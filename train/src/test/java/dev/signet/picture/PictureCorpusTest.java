package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.SignetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Decodes pictures of others for {@code src/test/fixtures/compare_pictures.py}, which starts it.
 */
@EnabledIfSystemProperty(
    named = "signet.corpus",
    matches = ".+",
    disabledReason = "started by compare_pictures.py")
class PictureCorpusTest {
  /** Each line of the list: height, width and file. Writes N.rgb, or a line of outcomes.txt. */
  @Test
  void decodesOrRefusesEachInOneSentence() throws IOException {
    Path folder = Path.of(System.getProperty("signet.corpus"));
    List<String> lines = Files.readAllLines(folder.resolve("list.txt"));
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split(" ", 3);
      ImageSize size = new ImageSize(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      try {
        byte[] bytes = Files.readAllBytes(Path.of(parts[2]));
        Files.write(folder.resolve(i + ".rgb"), new ImageDecoder(size).decode("It", bytes));
        outcomes.add("read");
      } catch (SignetException e) {
        assertThat(e.getMessage())
            .doesNotContain("\n", "Exception", "java.")
            .as("about %s", parts[2]);
        outcomes.add(e.getMessage());
      }
    }
    Files.write(folder.resolve("outcomes.txt"), outcomes);
    assertThat(outcomes).hasSameSizeAs(lines);
  }
}

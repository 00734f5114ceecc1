package dev.signet.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientTextTest {
  @TempDir Path folder;

  /**
   * Eight convolutions and a linear layer; the first quarter of the convolutions has {@code early}.
   */
  private static GradientFlow flow(String twin, String title, double early, double lastLoss) {
    List<String> layers = IntStream.range(0, 9).mapToObj(i -> "layer" + i).toList();
    List<Double> norms = IntStream.range(0, 9).mapToObj(i -> i < 2 ? early : 2.0).toList();
    List<Double> losses = IntStream.range(0, 10).mapToObj(i -> i == 9 ? lastLoss : 1.8).toList();
    return new GradientFlow(
        twin,
        title,
        layers,
        java.util.Collections.nCopies(10, norms),
        losses,
        java.util.Collections.nCopies(10, 0.25));
  }

  private static List<GradientFlow> flows(double plain, double residual, double plainBn) {
    return List.of(
        flow("plain", "plain without batch norm", plain, 1.79),
        flow("residual", "residual without batch norm", residual, 0.6),
        flow("plain_bn", "plain with batch norm", plainBn, 0.9),
        flow("residual_bn", "residual with batch norm", 1.0, 0.5));
  }

  @Test
  void ratioIsOfTheFirstToTheLastQuarterOfTheConvolutions() {
    GradientFlow flow = flow("plain", "plain", 2e-7, 1.5);
    assertThat(flow.earlyToLateAtFirst()).isBetween(0.999e-7, 1.001e-7);
    assertThat(flow.earlyToLateAtLast()).isBetween(0.999e-7, 1.001e-7);
    assertThat(flow.firstLoss()).isEqualTo(1.8);
    assertThat(flow.lastLoss()).isEqualTo(1.5);
    assertThat(flow.lastAccuracy()).isEqualTo(0.25);
  }

  @Test
  void claimIsSaidToBeSeenWhereTheNumbersShowIt() {
    List<GradientFlow> flows = flows(2e-7, 1.0, 6.0);
    assertThat(GradientText.summary(flows))
        .isEqualTo(
            "Seen: without batch norm the gradient that reaches the first layers of the plain"
                + " network is 1.0e-07 times the last ones'; with skips it is 0.50 times.");
    List<String> sentences = GradientText.sentences(flows);
    assertThat(sentences.get(0)).contains("(7 orders of magnitude smaller)", "next to nothing");
    assertThat(sentences.get(1)).contains("(alike)", "has begun to learn");
    assertThat(sentences.get(4))
        .startsWith("Batch norm alone, without any skip, brings the gradient to the first layers")
        .contains("the plain network has the higher loss after these steps all the same");
  }

  @Test
  void claimIsSaidNotToBeSeenWhereTheyDoNot() {
    assertThat(GradientText.summary(flows(1.0, 1.0, 1.0))).startsWith("Not seen here: ");
    assertThat(GradientText.summary(flows(2e-7, 2e-7, 1.0))).startsWith("Not seen here: ");
    assertThat(GradientText.sentences(flows(1.0, 1.0, 80.0)).get(4))
        .startsWith("Batch norm changes what reaches")
        .contains("they even have the larger one now");
  }

  @Test
  void pagePlotsAndTableAreWritten() throws IOException {
    List<GradientFlow> flows = flows(2e-7, 1.0, 6.0);
    GradientPage.write(folder, flows, "Trained so & so.");
    GradientTable.write(folder.resolve("gradients.csv"), flows);
    String page = Files.readString(folder.resolve("gradients.html"));
    assertThat(page).contains("Seen: without batch norm", "Trained so &amp; so.", "data:image/png");
    assertThat(page).doesNotContain("http://", "https://", "<script");
    for (String name : List.of("heatmap.png", "curves.png", "loss.png")) {
      assertThat(ImageIO.read(folder.resolve(name).toFile()).getWidth()).isGreaterThan(500);
    }
    List<String> rows = Files.readAllLines(folder.resolve("gradients.csv"));
    assertThat(rows).hasSize(1 + 4 * 10 * 9);
    assertThat(rows.get(1)).isEqualTo("plain,0,1,layer0,2.0E-7,1.8");
  }
}

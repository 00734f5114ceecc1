package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signet.html.HtmlTheme;
import dev.signet.listeners.HistoryCharts.Curve;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves of trainings that went well, stood still or diverged. */
class HistoryChartsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 0.001, 1, 1e9, 1e22, 3e38, Double.NaN})
  void everyLossIsDrawnInTime(double loss) {
    List<Curve> curves = List.of(new Curve("train", List.of(1.8, loss, loss)));
    BufferedImage chart =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> HistoryCharts.draw("loss", curves, HtmlTheme.LIGHT));
    assertThat(chart.getWidth()).isGreaterThan(100);
  }

  @Test
  void firstEpochIsNumberOne() {
    List<Curve> curves = List.of(new Curve("train", List.of(1.8, 1.1, 0.9)));
    double[] epochs =
        HistoryCharts.chart("loss", curves, HtmlTheme.LIGHT).getSeries("train").getXData();
    assertThat(epochs).containsExactly(1, 2, 3);
  }
}

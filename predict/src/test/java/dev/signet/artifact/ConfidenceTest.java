package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.confidence.FeatureSpace;
import dev.signet.config.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static final FeatureSpace SPACE =
      new FeatureSpace(
          new float[] {1, 2, 3}, List.of(new float[] {0, 1, 0}, new float[] {0.6f, 0, 0.8f}));

  @Test
  void roundTripsAsJson() {
    FittedOn fittedOn = new FittedOn("pictures", 12, "abc", 0.95, Optional.of(0.9));
    Confidence confidence =
        new Confidence(1.5, 0.4, Optional.of(Novelty.of(2.5, SPACE)), Optional.of(fittedOn));
    Confidence back = Json.read(Confidence.class, Json.write(confidence), "the confidence");
    assertThat(back.temperature()).isEqualTo(1.5);
    assertThat(back.fittedOn()).contains(fittedOn);
    Novelty novelty = back.novelty().orElseThrow();
    assertThat(novelty.limit()).isEqualTo(2.5);
    assertThat(novelty.toSpace().mean()).containsExactly(SPACE.mean());
    assertThat(novelty.toSpace().directions().get(1)).containsExactly(0.6f, 0, 0.8f);
    float[] picture = {3, 9, 4};
    assertThat(novelty.toSpace().distance(picture)).isEqualTo(SPACE.distance(picture));
    assertThat(back.rule().noveltyLimit()).isEqualTo(2.5);
  }

  @Test
  void modelsOfOldHaveNoNoveltyAndAnswerEverything() {
    String json = "{\"temperature\": 2.0, \"threshold\": 0.5}";
    Confidence old = Json.read(Confidence.class, json, "the confidence");
    assertThat(old.novelty()).isEmpty();
    assertThat(old.rule().novel(1e9)).isFalse();
  }

  @Test
  void noveltyThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Novelty(1, 3, new byte[13])).hasMessageContaining("13 bytes");
    assertThatThrownBy(() -> new Novelty(-1, 1, new byte[4])).hasMessageContaining("limit -1");
    assertThatThrownBy(() -> new Novelty(1, 0, new byte[4])).hasMessageContaining("row of 0");
  }
}

package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.confidence.Share;
import dev.signet.config.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
  @Test
  void sharesFollowFromTheCounts() {
    Score score = new Score("hands", 120, 114, 20, 19);
    assertThat(score.all()).isEqualTo(Share.of(114, 120));
    assertThat(score.withoutLeaked()).contains(Share.of(95, 100));
    assertThat(new Score("hands", 120, 114, 0, 0).withoutLeaked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "10, 11, 0, 0", "10, 5, 10, 5", "10, 5, 2, 3", "10, 1, 2, 2"})
  void impossibleCountsAreRefused(long pictures, long correct, long leaked, long leakedCorrect) {
    assertThatThrownBy(() -> new Score("hands", pictures, correct, leaked, leakedCorrect))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("is not possible");
  }

  @Test
  void manifestsCarryItAndThoseOfBeforeDoWithout() {
    Provenance plain = new Provenance("fast", 0, 1, "hands", 8, "0f", Map.of());
    Score score = new Score("others", 4, 3, 1, 1);
    Provenance judged =
        plain.judged(Map.of(), Optional.of(score), Optional.of("nothing wrong was found"));
    assertThat(Json.read(Provenance.class, Json.write(judged), "it")).isEqualTo(judged);
    assertThat(Json.write(plain)).doesNotContain("score", "audit");
    assertThat(Json.read(Provenance.class, Json.write(plain), "it")).isEqualTo(plain);
  }
}

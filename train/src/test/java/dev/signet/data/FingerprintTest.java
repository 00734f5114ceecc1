package dev.signet.data;

import static dev.signet.data.TestImages.dataset;
import static dev.signet.data.TestImages.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void dependsOnPicturesLabelsAndClassesAndNotOnIds() {
    String print = Fingerprint.of(dataset(0, 1));
    assertThat(print).matches("[0-9a-f]{64}");
    assertThat(Fingerprint.of(named(List.of("0", "1"), List.of("x", "y"), 0, 1))).isEqualTo(print);
    assertThat(Fingerprint.of(dataset(1, 0))).isNotEqualTo(print);
    assertThat(Fingerprint.of(dataset(0, 1, 1))).isNotEqualTo(print);
    assertThat(Fingerprint.of(named(List.of("a", "1"), List.of("x", "y"), 0, 1)))
        .isNotEqualTo(print);
  }

  @Test
  void staysTheSameFromReleaseToRelease() {
    assertThat(Fingerprint.of(dataset(0, 1)))
        .isEqualTo("bcf3dfbe4ad9d41d1c53732b8d2ea54c9af5fdc4b159e8d63ab53b5facdc1fbf");
  }
}

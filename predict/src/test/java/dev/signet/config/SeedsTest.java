package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void streamsDifferFromEachOtherAndFromThoseOfOtherRuns() {
    Set<Long> seeds = new HashSet<>();
    for (long run = 0; run < 1000; run++) {
      Seeds of = new Seeds(run);
      seeds.add(of.weights());
      seeds.add(of.order());
      seeds.add(of.augmentation());
    }
    assertThat(seeds).hasSize(3000);
  }

  /** Changing these changes what every seed means: a run could not be repeated. */
  @Test
  void streamsAreStable() {
    Seeds seeds = new Seeds(42);
    assertThat(new long[] {seeds.weights(), seeds.order(), seeds.augmentation()})
        .containsExactly(8109405363224680883L, -7020436069185014312L, -6793275424872933839L);
  }
}

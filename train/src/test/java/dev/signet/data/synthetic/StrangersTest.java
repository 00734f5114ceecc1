package dev.signet.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.Strangers.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrangersTest {
  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBytesAndAnotherSeedOthers(Kind kind) {
    String first = Fingerprint.of(Strangers.generate(kind, 6, 16, 1));
    assertThat(Fingerprint.of(Strangers.generate(kind, 6, 16, 1))).isEqualTo(first);
    assertThat(Fingerprint.of(Strangers.generate(kind, 6, 16, 2))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void picturesDiffer(Kind kind) {
    ImageSource pictures = Strangers.generate(kind, 20, 16, 3);
    Set<Integer> seen = new HashSet<>();
    IntStream.range(0, 20).forEach(i -> seen.add(java.util.Arrays.hashCode(pictures.pixels(i))));
    assertThat(seen).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource(names = "WALLS")
  void wallsAreSmooth(Kind kind) {
    byte[] wall = Strangers.generate(kind, 1, 32, 3).pixels(0);
    assertThat(IntStream.range(3, 32 * 3).map(i -> Math.abs((wall[i] & 255) - (wall[i - 3] & 255))))
        .allSatisfy(step -> assertThat(step).isLessThan(40));
  }
}

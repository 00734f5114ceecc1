package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDictTest {
  private static final NamedArray B = NamedArray.ofFloats("b", new float[] {1}, 1);
  private static final NamedArray A = NamedArray.ofLongs("a", new long[] {2});

  @Test
  void keepsTheOrder() {
    StateDict dict = StateDict.of(List.of(B, A));
    assertThat(dict.names()).containsExactly("b", "a");
    assertThat(dict.arrays()).containsExactly(B, A);
    assertThat(dict.size()).isEqualTo(2);
    assertThat(dict.byteCount()).isEqualTo(12);
    assertThat(dict.get("a")).isSameAs(A);
    assertThat(dict.find("c")).isEmpty();
    assertThat(dict.metadata()).isEmpty();
  }

  @Test
  void refusesTwoArraysOfOneName() {
    assertThatThrownBy(() -> StateDict.of(List.of(A, B, A)))
        .isInstanceOf(SignetException.class)
        .hasMessage("the name a is given to two arrays; names must differ");
  }

  @Test
  void saysWhichNameIsMissing() {
    assertThatThrownBy(() -> StateDict.of(List.of(A)).get("b"))
        .hasMessage("there is no array b among the 1 arrays");
  }

  @Test
  void refusesMetadataThatNoFileCanKeep() {
    assertThatThrownBy(() -> StateDict.of(List.of(A), Map.of("k", "\ud800")))
        .isInstanceOf(SignetException.class)
        .hasMessage("metadata is not valid Unicode: half of a surrogate");
  }

  @Test
  void sortsTheMetadataSoThatFilesAreReproducible() {
    StateDict dict = StateDict.of(List.of(), Map.of("b", "1", "a", "2", "c", "3"));
    assertThat(dict.metadata().keySet()).containsExactly("a", "b", "c");
  }
}

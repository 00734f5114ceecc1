package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.StateDictDiff.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDictDiffTest {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @Test
  void aStateDictIsIdenticalToItself() {
    StateDictDiff diff = StateDictDiff.between(Samples.everyType(), Samples.everyType());
    assertThat(diff.isIdentical()).isTrue();
    assertThat(diff.largest()).isZero();
    assertThat(diff.differences()).hasSize(Samples.everyType().size());
  }

  @Test
  void tellsMissingExtraAndMismatchedArraysApart() {
    StateDict left = dict(floats("a", 1, 2), floats("b", 1), floats("c", 1));
    StateDict right =
        dict(NamedArray.ofFloats("a", new float[] {1, 2}, 1, 2), floats("d", 1), floats("c", 1));
    StateDictDiff diff = StateDictDiff.between(left, right);
    assertThat(diff.missing()).containsExactly("b");
    assertThat(diff.extra()).containsExactly("d");
    assertThat(diff.mismatches())
        .extracting(m -> m.name() + ": " + m.left() + " / " + m.right())
        .containsExactly("a: a float32 [2] / a float32 [1, 2]");
    assertThat(diff.differences()).containsExactly(new Difference("c", 0, 0));
    assertThat(diff.isIdentical()).isFalse();
  }

  @Test
  void findsTheLargestDifferenceAndWhereItIs() {
    assertThat(compare(floats("a", 1, 2, 3, 4), floats("a", 1, 2.5f, 1, 4)))
        .isEqualTo(new Difference("a", 2, 2));
  }

  @Test
  void equalNumbersOfOtherBitsAreEqualAndNanEqualsNan() {
    assertThat(compare(floats("a", 0f, NAN, INFINITY), floats("a", -0f, NAN, INFINITY)).largest())
        .isZero();
  }

  @Test
  void nanAndInfinityAgainstANumberAreInfinitelyFar() {
    assertThat(compare(floats("a", 0, NAN), floats("a", 0, 1)))
        .isEqualTo(new Difference("a", Double.POSITIVE_INFINITY, 1));
    assertThat(compare(floats("a", INFINITY), floats("a", -INFINITY)).largest()).isInfinite();
  }

  @Test
  void hugeIntegersThatDifferByOneDiffer() {
    NamedArray left = NamedArray.ofLongs("n", new long[] {Long.MAX_VALUE});
    NamedArray right = NamedArray.ofLongs("n", new long[] {Long.MAX_VALUE - 1});
    assertThat(compare(left, right).largest()).isEqualTo(1);
    NamedArray lowest = NamedArray.ofLongs("n", new long[] {Long.MIN_VALUE});
    assertThat(compare(left, lowest).largest()).isEqualTo(0x1p64);
  }

  private static Difference compare(NamedArray left, NamedArray right) {
    return StateDictDiff.between(dict(left), dict(right)).differences().get(0);
  }

  private static StateDict dict(NamedArray... arrays) {
    return StateDict.of(List.of(arrays));
  }

  private static NamedArray floats(String name, float... values) {
    return NamedArray.ofFloats(name, values, values.length);
  }
}

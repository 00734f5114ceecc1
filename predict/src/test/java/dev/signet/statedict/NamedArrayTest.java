package dev.signet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedArrayTest {
  @Test
  void floatsComeBackAsTheyWere() {
    NamedArray array = NamedArray.ofFloats("fc.bias", new float[] {1, -2, 3, 4, 5, 6}, 2, 3);
    assertThat(array.shape()).containsExactly(2L, 3L);
    assertThat(array.elementCount()).isEqualTo(6);
    assertThat(array.byteCount()).isEqualTo(24);
    assertThat(array.toFloats()).containsExactly(1, -2, 3, 4, 5, 6);
    assertThat(array).hasToString("fc.bias float32 [2, 3]");
  }

  @Test
  void aScalarHasOneElementAndAnEmptyShape() {
    NamedArray scalar = NamedArray.ofLongs("n", new long[] {Long.MIN_VALUE});
    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar.toLongs()).containsExactly(Long.MIN_VALUE);
  }

  @Test
  void sharesTheBytesAndHandsThemOutReadOnlyAndLittleEndian() {
    ByteBuffer bytes = ByteBuffer.allocate(6).order(ByteOrder.BIG_ENDIAN);
    bytes.put(2, (byte) 7).position(2);
    NamedArray array = NamedArray.of("a", DType.I32, List.of(1L), bytes);
    assertThat(array.toLongs()).containsExactly(7);
    bytes.put(2, (byte) 8);
    assertThat(array.toLongs()).containsExactly(8);
    assertThat(array.data().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> array.data().put((byte) 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    array.data().position(3);
    assertThat(array.renamed("b").toLongs()).containsExactly(8);
  }

  @Test
  void halvesBecomeFloats() {
    short[] bits = {0x3c00, (short) 0xfbff, 0x0001, (short) 0x8000, 0x7c00, (short) 0xfc00, 0x03ff};
    float[] expected = {
      1, -65504, 0x1p-24f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0x1.ff8p-15f
    };
    ByteBuffer bytes = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(bits);
    assertThat(NamedArray.of("h", DType.F16, List.of(7L), bytes).toFloats())
        .containsExactly(expected);
    assertThat(Elements.half((short) 0x7e00)).isNaN();
    assertThat(Elements.bfloat((short) 0xc040)).isEqualTo(-3);
  }

  @Test
  void refusesBytesThatDoNotFitTheShape() {
    assertThatThrownBy(
            () -> NamedArray.of("a", DType.F32, List.of(2L, 3L), ByteBuffer.allocate(23)))
        .isInstanceOf(SignetException.class)
        .hasMessage("a: float32 of shape [2, 3] takes 24 bytes but was given 23");
    assertThatThrownBy(() -> NamedArray.ofFloats("a", new float[1], -1))
        .hasMessage("a: shape [-1] has a negative size");
    assertThatThrownBy(() -> NamedArray.ofFloats("a", new float[0], 1L << 32, 1L << 31))
        .hasMessage("a: shape [4294967296, 2147483648] has more than 2^63 elements");
    assertThatThrownBy(() -> NamedArray.ofFloats("a", new float[0], 1L << 62))
        .isInstanceOf(SignetException.class);
    assertThatThrownBy(() -> NamedArray.ofFloats("\ud800", new float[0], 0))
        .hasMessageContaining("not valid Unicode");
  }

  @Test
  void emptyArraysMayHaveLargeSizes() {
    List<Long> shape = List.of(1L << 40, 1L << 20, 0L);
    assertThat(NamedArray.elementCount(shape)).isZero();
  }

  @Test
  void floatsAreNotWholeNumbers() {
    NamedArray array = NamedArray.ofFloats("w", new float[] {1}, 1);
    assertThatThrownBy(array::toLongs)
        .hasMessage("w holds float32, not whole numbers; read it as floats");
  }
}

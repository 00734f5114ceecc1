package dev.signet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0x0000",
    "-0.0, 0x8000",
    "1, 0x3c00",
    "-2, 0xc000",
    "0.333333333, 0x3555",
    "65504, 0x7bff",
    "65519, 0x7bff",
    "65520, 0x7c00",
    "-1e9, 0xfc00",
    "6.103515625e-5, 0x0400",
    "6.0975552e-5, 0x03ff",
    "5.9604645e-8, 0x0001",
    "2.9802322e-8, 0x0000",
    "2.9802326e-8, 0x0001",
    "8.940697e-8, 0x0002",
    "1.00048828125, 0x3c00",
    "1.00146484375, 0x3c02",
    "1.99999, 0x4000"
  })
  void nearestHalfIsTakenAndOfTwoTheEvenOne(float value, int half) {
    assertThat(Short.toUnsignedInt(Half.of(value))).isEqualTo(half);
  }

  @Test
  void allHalvesComeBackAsTheyAre() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      int exponent = bits >>> 10;
      int fraction = bits & 0x3ff;
      float value =
          exponent == 0
              ? fraction * 0x1p-24f
              : (float) ((fraction + 1024) * Math.pow(2, exponent - 25));
      assertThat(Short.toUnsignedInt(Half.of(value))).isEqualTo(bits);
      assertThat(Short.toUnsignedInt(Half.of(-value))).isEqualTo(bits | 0x8000);
    }
  }

  @Test
  void infinityAndNotANumberStay() {
    assertThat(Half.isInfinite(Half.of(Float.NEGATIVE_INFINITY))).isTrue();
    assertThat(Half.of(Float.NaN) & 0x7fff).isGreaterThan(0x7c00);
  }
}

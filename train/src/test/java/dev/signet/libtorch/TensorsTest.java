package dev.signet.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TensorsTest {
  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  @Test
  void numbersComeBackInRowMajorOrder() {
    float[] values = {1, 2, 3, 4, 5, Float.NaN};
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = Tensors.floats(values, 2, 3);
      assertThat(Tensors.floats(tensor)).containsExactly(values);
      assertThat(Tensors.floats(tensor.t())).containsExactly(1, 4, 2, 5, 3, Float.NaN);
      assertThat(Tensors.bytes(tensor.t()).getFloat(Float.BYTES)).isEqualTo(4);
    }
  }

  @Test
  void copyIsIndependentOfTheBufferAndAnyKindOfBufferWill() {
    for (ByteBuffer buffer :
        new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(3)}) {
      buffer.put(new byte[] {1, 2, (byte) 255}).flip();
      try (PointerScope scope = new PointerScope()) {
        Tensor copy = Tensors.copyOf(buffer, ScalarType.Byte, 3);
        buffer.put(0, (byte) 9);
        assertThat(Tensors.floats(copy)).containsExactly(1, 2, 255);
      }
    }
  }

  @Test
  void bufferThatIsTooShortIsRefusedAndNotReadBeyond() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    buffer.limit(47);
    assertThatThrownBy(() -> Tensors.over(buffer, ScalarType.Float, 4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tensor [4, 3] of Float needs 48 bytes but has 47");
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(() -> Tensors.floats(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tensor [2, 3] cannot hold 5 values");
    assertThatThrownBy(() -> Tensors.copyOf(ByteBuffer.allocate(25), ScalarType.Float, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tensor [2, 3] of Float cannot hold 25 bytes");
  }

  @Test
  void emptyTensorsHoldNothing() {
    try (PointerScope scope = new PointerScope()) {
      assertThat(Tensors.labels(new long[0]).numel()).isZero();
      assertThat(Tensors.floats(new float[0], 0, 3).size(1)).isEqualTo(3);
      assertThat(Tensors.copyOf(ByteBuffer.allocate(0), ScalarType.Byte, 0).numel()).isZero();
    }
  }

  @Test
  void correctAnswersAreCounted() {
    try (PointerScope scope = new PointerScope()) {
      Tensor logits = Tensors.floats(new float[] {1, 2, 5, 0, -1, -2}, 3, 2);
      Tensor labels = Tensors.labels(new long[] {1, 0, 1});
      assertThat(Tensors.countCorrect(logits, labels)).isEqualTo(2);
    }
  }
}

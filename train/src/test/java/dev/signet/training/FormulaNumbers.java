package dev.signet.training;

import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** The weights and pictures that {@code fixtures/nets.py} makes by the same formula. */
final class FormulaNumbers {
  private FormulaNumbers() {}

  /** Numbers in [-1, 1): SplitMix64 over a name's CRC-32 and a counter. */
  static double[] uniform(String name, int count) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.US_ASCII));
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long z = ((crc.getValue() << 32) + i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z = z ^ (z >>> 31);
      values[i] = (z >>> 40) / (double) (1 << 23) - 1;
    }
    return values;
  }

  /** Weights and biases of convolutions and the linear layer by formula, the rest as it is. */
  static StateDict fill(StateDict fresh) {
    Map<String, Integer> fanIn = new HashMap<>();
    for (NamedArray array : fresh.arrays()) {
      if (array.shape().size() > 1) {
        fanIn.put(
            owner(array.name()), array.elementCount() / Math.toIntExact(array.shape().get(0)));
      }
    }
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : fresh.arrays()) {
      Integer inputs = fanIn.get(owner(array.name()));
      if (inputs == null) {
        arrays.add(array);
        continue;
      }
      double[] uniform = uniform(array.name(), array.elementCount());
      float[] values = new float[uniform.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (uniform[i] / Math.sqrt(inputs));
      }
      long[] shape = array.shape().stream().mapToLong(n -> n).toArray();
      arrays.add(NamedArray.ofFloats(array.name(), values, shape));
    }
    return StateDict.of(arrays);
  }

  private static String owner(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Pictures of one colour each and noise; the colour belongs to the class. */
  static Batch batch(int step, int size, int side, int classes) {
    double[] noise = uniform("pictures" + step, size * side * side * 3);
    double[] colours = uniform("colours", classes * 3);
    long[] labels = IntStream.range(0, size).mapToLong(i -> (i + step) % classes).toArray();
    ByteBuffer images = ByteBuffer.allocateDirect(noise.length);
    for (int i = 0; i < noise.length; i++) {
      int label = (int) labels[i / (side * side * 3)];
      images.put((byte) Math.floor(127.5 + 60 * noise[i] + 60 * colours[label * 3 + i % 3]));
    }
    return new Batch(
        images.flip(), labels, IntStream.range(0, size).toArray(), new ImageSize(side, side));
  }
}

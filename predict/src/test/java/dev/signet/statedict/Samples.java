package dev.signet.statedict;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** State dicts for tests. */
public final class Samples {
  private Samples() {}

  /** One array of each type, a scalar and an empty one, with random bytes. */
  public static StateDict everyType() {
    List<NamedArray> arrays = new ArrayList<>();
    for (DType dtype : DType.values()) {
      byte[] bytes = new byte[6 * dtype.size()];
      new Random(dtype.label().hashCode()).nextBytes(bytes);
      if (dtype == DType.BOOL) {
        bytes = new byte[] {0, 1, 1, 0, 0, 1};
      }
      arrays.add(
          NamedArray.of("layer." + dtype.label(), dtype, List.of(2L, 3L), ByteBuffer.wrap(bytes)));
    }
    arrays.add(NamedArray.ofLongs("bn1.num_batches_tracked", new long[] {1L << 40}));
    arrays.add(NamedArray.ofFloats("leer.größe", new float[0], 0, 3));
    return StateDict.of(arrays);
  }

  /** {@link #everyType()} with notes. */
  public static StateDict withMetadata() {
    return StateDict.of(everyType().arrays(), Map.of("format", "pt", "größe", "\"\\\n重"));
  }

  /** About {@code megabytes} of random floats in arrays of 1 MB. */
  public static StateDict large(int megabytes) {
    Random random = new Random(0);
    List<NamedArray> arrays = new ArrayList<>();
    for (int i = 0; i < megabytes; i++) {
      byte[] bytes = new byte[1 << 20];
      random.nextBytes(bytes);
      arrays.add(NamedArray.of("w" + i, DType.F32, List.of(512L, 512L), ByteBuffer.wrap(bytes)));
    }
    return StateDict.of(arrays);
  }
}

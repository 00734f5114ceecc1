package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.confidence.FeatureSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * When a picture is too strange to be answered: its features, what the last layer sees, lie farther
 * than a limit from the space of the training pictures' features.
 *
 * @param limit the farthest distance that is answered, at least 0
 * @param features numbers that describe a picture
 * @param space the mean of the training pictures' features, then each direction of their space:
 *     {@code [1 + directions, features]} floats, little-endian; Base64 in JSON
 */
@SuppressWarnings("ArrayRecordComponent") // numbers; records of them are never compared
public record Novelty(double limit, int features, byte[] space) {
  /** Checks that the numbers fit. */
  public Novelty {
    long row = (long) features * Float.BYTES;
    if (!(limit >= 0) || features < 1 || space.length < row || space.length % row != 0) {
      throw new SignetException(
          Text.of(
              "novelty must have a limit >= 0 and a row of %d numbers for mean and each direction, but has limit %s and %d bytes",
              features, limit, space.length));
    }
  }

  /** From the space itself. */
  public static Novelty of(double limit, FeatureSpace space) {
    ByteBuffer bytes =
        ByteBuffer.allocate((1 + space.directions().size()) * space.features() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    put(space.mean(), bytes);
    space.directions().forEach(direction -> put(direction, bytes));
    return new Novelty(limit, space.features(), bytes.array());
  }

  /** The space in numbers. */
  public FeatureSpace toSpace() {
    ByteBuffer bytes = ByteBuffer.wrap(space).order(ByteOrder.LITTLE_ENDIAN);
    float[] mean = get(bytes);
    List<float[]> directions = new ArrayList<>();
    while (bytes.hasRemaining()) {
      directions.add(get(bytes));
    }
    return new FeatureSpace(mean, directions);
  }

  private static void put(float[] row, ByteBuffer bytes) {
    for (float value : row) {
      bytes.putFloat(value);
    }
  }

  private float[] get(ByteBuffer bytes) {
    float[] row = new float[features];
    for (int i = 0; i < features; i++) {
      row[i] = bytes.getFloat();
    }
    return row;
  }
}

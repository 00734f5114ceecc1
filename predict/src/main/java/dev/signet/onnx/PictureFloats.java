package dev.signet.onnx;

import dev.signet.config.Preprocessing;
import dev.signet.picture.Batch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The way from a batch's bytes to a network's input without libtorch. */
final class PictureFloats {
  private PictureFloats() {}

  /**
   * {@code [n, h, w, 3]} bytes to {@code [n, 3, h, w]} floats, {@code (byte / 255 - mean) / std},
   * in float as {@code Inputs} computes it, so that both round alike.
   */
  static FloatBuffer of(Batch batch, Preprocessing preprocessing) {
    ByteBuffer bytes = batch.images();
    int pixels = batch.size().height() * batch.size().width();
    FloatBuffer floats =
        ByteBuffer.allocateDirect(Math.multiplyExact(batch.count() * 3 * pixels, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int channel = 0; channel < 3; channel++) {
      float[] values = valuesOfBytes(preprocessing, channel);
      for (int picture = 0; picture < batch.count(); picture++) {
        int from = picture * pixels * 3 + channel;
        int to = (picture * 3 + channel) * pixels;
        for (int pixel = 0; pixel < pixels; pixel++) {
          floats.put(to + pixel, values[Byte.toUnsignedInt(bytes.get(from + pixel * 3))]);
        }
      }
    }
    return floats;
  }

  private static float[] valuesOfBytes(Preprocessing preprocessing, int channel) {
    float mean = preprocessing.mean().get(channel).floatValue();
    float std = preprocessing.std().get(channel).floatValue();
    float[] values = new float[256];
    for (int value = 0; value < values.length; value++) {
      values[value] = (value / 255f - mean) / std;
    }
    return values;
  }
}

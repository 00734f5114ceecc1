package dev.signet.network;

import dev.signet.SignetException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.List;

/**
 * A convolution with the batch norm behind it folded in: in evaluation mode the norm is an affine
 * map of each channel, {@code gain * (x - mean) / sqrt(variance + eps) + shift}, and so is what the
 * convolution ends with. Padding is half of the kernel. Immutable if nobody writes to the arrays.
 *
 * @param name of the convolution in the state_dict
 * @param weight {@code [out, in, kernel, kernel]}, row-major
 * @param shape the same four numbers
 * @param bias {@code [out]}
 * @param stride 1 or 2
 */
@SuppressWarnings("ArrayRecordComponent") // 85 MB of weights; records of them are never compared
public record FoldedConv(String name, float[] weight, List<Long> shape, float[] bias, int stride) {
  private static final double EPSILON = 1e-5; // PyTorch's default for batch norm

  /** Rows and columns of the square kernel. */
  public int kernel() {
    return Math.toIntExact(shape.get(2));
  }

  /** Rows and columns of zeros on each side. */
  public int padding() {
    return kernel() / 2;
  }

  /** A convolution as it is. */
  static FoldedConv plain(StateDict state, String name, List<Long> shape, int stride) {
    float[] weight = values(state, name + ".weight", shape);
    return new FoldedConv(name, weight, shape, bias(state, name, shape.get(0)), stride);
  }

  /** A convolution and the batch norm that follows it. */
  static FoldedConv normed(
      StateDict state, String name, String norm, List<Long> shape, int stride) {
    FoldedConv conv = plain(state, name, shape, stride);
    List<Long> channels = List.of(shape.get(0));
    float[] gain = values(state, norm + ".weight", channels);
    float[] shift = values(state, norm + ".bias", channels);
    float[] mean = values(state, norm + ".running_mean", channels);
    float[] variance = values(state, norm + ".running_var", channels);
    int perChannel = conv.weight.length / gain.length;
    for (int channel = 0; channel < gain.length; channel++) {
      double scale = gain[channel] / Math.sqrt(variance[channel] + EPSILON);
      for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
        conv.weight[i] = (float) (conv.weight[i] * scale);
      }
      conv.bias[channel] = (float) ((conv.bias[channel] - mean[channel]) * scale + shift[channel]);
    }
    return conv;
  }

  /** The elements of an array that must have this shape. */
  static float[] values(StateDict state, String name, List<Long> shape) {
    NamedArray array = state.get(name);
    if (!array.shape().equals(shape)) {
      throw new SignetException(
          "the weights do not fit the network: %s is %s but must be %s"
              .formatted(name, array.shape(), shape));
    }
    return array.toFloats();
  }

  private static float[] bias(StateDict state, String name, long channels) {
    String key = name + ".bias";
    return state.names().contains(key)
        ? values(state, key, List.of(channels))
        : new float[Math.toIntExact(channels)];
  }
}

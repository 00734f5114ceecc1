package dev.signet.training;

import dev.signet.confidence.FeatureSpace;
import dev.signet.libtorch.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Principal components of features: the few directions in which pictures differ most. */
final class PrincipalSpace {
  /** The directions together hold this share of the variance, */
  private static final double VARIANCE = 0.999;

  /** unless that takes more of them than this: a model file is to stay small. */
  private static final int MOST = 32;

  /** What is left of the features must not be what the few pictures happened not to have. */
  private static final int PICTURES_PER_DIRECTION = 2;

  private PrincipalSpace() {}

  /**
   * The space of some pictures' features.
   *
   * @param features {@code [features]} each
   * @return empty if there are too few pictures or they are all the same to the network
   */
  static Optional<FeatureSpace> of(List<float[]> features) {
    int width = features.get(0).length;
    int most = Math.min(Math.min(MOST, width / 2), features.size() / PICTURES_PER_DIRECTION);
    if (most < 1) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor rows = Tensors.floats(flat(features), features.size(), width).to(ScalarType.Double);
      Tensor mean = rows.mean(new long[] {0}, true, new ScalarTypeOptional());
      Tensor centred = rows.sub(mean);
      T_TensorTensor_T eigen = torch.linalg_eigh(centred.t().matmul(centred)); // values ascending
      float[] variances = Tensors.floats(eigen.get0());
      float[] columns = Tensors.floats(eigen.get1().t()); // [features, features], one a row
      int count = directions(variances, most);
      if (count == 0) {
        return Optional.empty();
      }
      return Optional.of(
          new FeatureSpace(
              Tensors.floats(mean),
              IntStream.rangeClosed(1, count)
                  .map(k -> width - k)
                  .mapToObj(row -> Arrays.copyOfRange(columns, row * width, (row + 1) * width))
                  .toList()));
    }
  }

  /** How many of the largest variances are needed; 0 if there is no variance at all. */
  private static int directions(float[] ascending, int most) {
    double total = IntStream.range(0, ascending.length).mapToDouble(i -> ascending[i]).sum();
    double sum = 0;
    int count = 0;
    while (total > 0 && count < most && sum < VARIANCE * total) {
      count++;
      sum += ascending[ascending.length - count];
    }
    return count;
  }

  private static float[] flat(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return all;
  }
}

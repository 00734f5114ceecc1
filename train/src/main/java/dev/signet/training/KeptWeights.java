package dev.signet.training;

import dev.signet.model.ResNet;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Which weights of a training are judged and kept: the last step's, or an average. Not safe for use
 * by several threads.
 */
interface KeptWeights extends AutoCloseable {
  /** The last step's weights themselves. */
  KeptWeights LAST =
      new KeptWeights() {
        @Override
        public Map<String, Tensor> tensors() {
          return Map.of();
        }

        @Override
        public void stepTaken() {}

        @Override
        public void intoNetwork() {}

        @Override
        public void close() {}
      };

  /**
   * What a training with this decay keeps.
   *
   * @param decay of a {@link WeightAverage}; 0 keeps the last step's weights
   * @param pass takes batches of training pictures through the network
   */
  static KeptWeights of(double decay, ResNet net, Runnable pass) {
    return decay == 0 ? LAST : WeightAverage.create(decay, net, pass);
  }

  /**
   * The live tensors by name: all that a checkpoint needs. They belong to this object; what is
   * copied into them counts.
   */
  Map<String, Tensor> tensors();

  /** The network was updated. */
  void stepTaken();

  /**
   * Puts what is kept into the network. Its own weights and statistics are lost unless the caller
   * has a copy.
   */
  void intoNetwork();

  @Override
  void close();
}

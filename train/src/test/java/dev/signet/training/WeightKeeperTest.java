package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.Preprocessing;
import dev.signet.config.StoppingConfig;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.NormStatistics;
import dev.signet.model.ResNet;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Weights are numbers here: an epoch fills the network with one, and ends with a loss. */
class WeightKeeperTest {
  private static final NormStatistics NO_STATISTICS =
      new NormStatistics(
          List.of(), new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu"))));
  private static final EarlyStopping LOWEST_LOSS =
      new EarlyStopping(StoppingConfig.LAST_EPOCH, false, 0);

  private final ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1);
  private final Progress progress = new Progress(1, 100);

  @Test
  void bestAndGoodWeightsNeverDisturbEachOther() {
    try (WeightKeeper kept = keeper(0)) {
      double[] losses = {5, 4, 6, 3, 7, 8, 2, 1, 9};
      int best = 0;
      for (int epoch = 0; epoch < losses.length; epoch++) {
        best = losses[epoch] < losses[best] ? epoch : best;
        epoch(kept, epoch + 1, losses[epoch]);
        assertThat(networkHolds()).as("own weights after epoch %d", epoch).isEqualTo(epoch + 1);
        assertThat(kept.bestEpoch()).contains(best);
        assertThat(first(kept)).as("best weights after epoch %d", epoch).isEqualTo(best + 1);
        fill(-1); // what the next steps do
        kept.diverged(Double.NaN, 0.1, progress);
        assertThat(networkHolds()).as("good weights of epoch %d", epoch).isEqualTo(epoch + 1);
        assertThat(kept.goodEpochs()).isEqualTo(epoch + 1);
      }
      kept.intoNetwork(true);
      assertThat(networkHolds()).isEqualTo(8);
    }
    net.close();
  }

  @Test
  void oneCopyServesBothUntilTheyDifferAndThenThereAreTwo() {
    long before = Pointer.totalCount();
    try (WeightKeeper kept = keeper(0)) {
      long one = Pointer.totalCount() - before;
      epoch(kept, 1, 5);
      epoch(kept, 2, 4);
      assertThat(Pointer.totalCount() - before).as("each the best").isLessThanOrEqualTo(one);
      epoch(kept, 3, 6);
      long two = Pointer.totalCount() - before;
      assertThat(two).isGreaterThan(one);
      for (int epoch = 4; epoch < 12; epoch++) {
        epoch(kept, epoch, epoch % 3);
        assertThat(Pointer.totalCount() - before).isLessThanOrEqualTo(two);
      }
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    net.close();
  }

  @Test
  void averageIsJudgedAndKeptAndTheNetworkGetsItsOwnWeightsBack() {
    try (WeightKeeper kept = keeper(0.5)) {
      fill(1);
      kept.stepTaken();
      fill(4);
      kept.stepTaken(); // (1 * 0.5 + 4) / 1.5
      step(2);
      kept.judge(
          progress,
          1,
          () -> {
            assertThat(networkHolds()).isEqualTo(3);
            return Optional.empty();
          });
      assertThat(networkHolds()).isEqualTo(4);
      assertThat(first(kept)).isEqualTo(3);
      fill(9);
      kept.intoNetwork(false);
      assertThat(networkHolds()).isEqualTo(3);
    }
    net.close();
  }

  @Test
  void withoutARuleThereIsNoBestEpoch() {
    try (WeightKeeper kept = new WeightKeeper(net, 0, NO_STATISTICS, Optional.empty())) {
      long before = Pointer.totalCount();
      epoch(kept, 1, 5);
      epoch(kept, 2, 4);
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
      assertThat(kept.keepsBest()).isFalse();
      assertThat(kept.bestEpoch()).isEmpty();
      fill(7);
      kept.intoNetwork(false);
      assertThat(networkHolds()).isEqualTo(7);
    }
    net.close();
  }

  private WeightKeeper keeper(double decay) {
    return new WeightKeeper(net, decay, NO_STATISTICS, Optional.of(LOWEST_LOSS));
  }

  private void epoch(WeightKeeper kept, double weights, double loss) {
    fill(weights);
    step(loss);
    kept.judge(progress, 1, Optional::empty);
  }

  private void step(double loss) {
    progress.stepCompleted(0.1, new StepResult(loss, 1, 2));
  }

  private void fill(double value) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      ModelState.tensors(net).values().forEach(tensor -> tensor.fill_(new Scalar(value)));
    }
  }

  private float networkHolds() {
    return ModelState.of(net).get("fc.weight").toFloats()[0];
  }

  private static double first(WeightKeeper kept) {
    try (PointerScope scope = new PointerScope()) {
      Tensor weights = kept.best().getOrDefault("fc.weight", new Tensor());
      return weights.flatten().select(0, 0).item_double();
    }
  }
}

package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.AugmentationConfig;
import dev.signet.config.BatchConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each random stream has a seed of its own: what one draws shifts no other. */
class StreamsTest {
  private static final Seeds SEEDS = new Seeds(7);

  @Test
  void seedsOfOneRunDifferFromEachOtherAndFromTheRuns() {
    assertThat(
            List.of(
                SEEDS.run(), SEEDS.weights(), SEEDS.order(), SEEDS.augmentation(), SEEDS.mixing()))
        .doesNotHaveDuplicates();
  }

  /** Random changes, a shuffle, and a generator that was used before the network was made. */
  @Test
  void weightsStartTheSameWhateverElseIsDrawn() {
    RunConfig run = TestPictures.run(16, 4, 1, 8, 0.001);
    StateDict alone = weights(run);
    ImageSource pictures = TestPictures.coloured(16, 16, 4, 1);
    RunConfig busy =
        run.withTraining(
            run.training()
                .withAugmentation(
                    new AugmentationConfig(true, 0.1, 10, 0.1, 0.1, 0.1, 0.1, 0.1, 1, 0.5)));
    try (ResNet net = ResNet.create(busy.model(), 1)) {
      new Trainer(busy, ComputeDevice.choose("cpu"), List.of())
          .fit(net, pictures, Optional.empty(), new StopSignal());
    }
    assertThat(StateDictDiff.between(alone, weights(run)).isIdentical()).isTrue();
  }

  private static StateDict weights(RunConfig run) {
    try (ResNet net = ResNet.create(run.model(), new Seeds(run.seed()).weights())) {
      return ModelState.of(net);
    }
  }

  @Test
  void orderOfAnEpochDoesNotDependOnTheEpochsBeforeIt() {
    ImageSource pictures = TestPictures.coloured(21, 16, 4, 1);
    BatchConfig config = new BatchConfig(8, true, false);
    List<List<Integer>> whole = indices(Batches.forTraining(pictures, config, SEEDS.order(), 3));
    List<List<Integer>> rest =
        indices(Batches.forTraining(pictures, config, SEEDS.order(), 3).after(1));
    assertThat(rest).isEqualTo(whole.subList(1, whole.size()));
  }

  private static List<List<Integer>> indices(Batches batches) {
    List<List<Integer>> indices = new ArrayList<>();
    for (Batch batch : batches) {
      indices.add(Arrays.stream(batch.indices()).boxed().toList());
    }
    return indices;
  }
}

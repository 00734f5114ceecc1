package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.BackbonePart;
import dev.signet.config.Preprocessing;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.Batch;
import dev.signet.statedict.StateDict;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;

class NormStatisticsTest {
  private static final Inputs INPUTS =
      new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
  private static final ImageSource TRAIN = TestPictures.coloured(24, 16, 4, 1);

  @Test
  void statisticsAreGatheredAnewFromTrainingPictures() {
    try (ResNet net = net()) {
      float[] first = mean(net, pictures(0, 8));
      float[] second = mean(net, pictures(8, 16));
      float[] both = mean(net, pictures(0, 8), pictures(8, 16));
      assertThat(first).isNotEqualTo(second);
      for (int channel = 0; channel < both.length; channel++) {
        assertThat(both[channel]).isCloseTo((first[channel] + second[channel]) / 2, within(1e-6f));
      }
      assertThat(ModelState.of(net).get("conv1.1.num_batches_tracked").toLongs())
          .containsExactly(2);
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGrad = new NoGradGuard()) {
        net.forward(INPUTS.images(pictures(0, 8))); // with the momentum of before
      }
      float[] after = ModelState.of(net).get("conv1.1.running_mean").toFloats();
      for (int channel = 0; channel < both.length; channel++) {
        assertThat(after[channel])
            .isCloseTo(0.9f * both[channel] + 0.1f * first[channel], within(1e-6f));
      }
    }
  }

  @Test
  void someHundredPicturesAreEnough() {
    List<Batch> many = Collections.nCopies(40, pictures(0, 24));
    try (ResNet net = net()) {
      new NormStatistics(many, INPUTS).gather(net, 1);
      int batches = (NormStatistics.PICTURES - 1) / 24 + 1;
      assertThat(ModelState.of(net).get("conv1.1.num_batches_tracked").toLongs())
          .containsExactly(batches);
    }
  }

  @Test
  void frozenPartsKeepTheStatisticsTheyHave() {
    try (ResNet net = net()) {
      Freeze.parts(net, List.of(BackbonePart.STEM, BackbonePart.STAGE2));
      StateDict before = ModelState.of(net);
      new NormStatistics(List.of(pictures(0, 8)), INPUTS).gather(net, 1);
      StateDict after = ModelState.of(net);
      for (String frozen : List.of("conv1.1.running_mean", "conv3.0.bn1.running_var")) {
        assertThat(after.get(frozen).toFloats()).isEqualTo(before.get(frozen).toFloats());
      }
      String free = "conv2.1.bn1.running_mean";
      assertThat(after.get(free).toFloats()).isNotEqualTo(before.get(free).toFloats());
    }
  }

  /** The stem's running mean after these batches alone. */
  private static float[] mean(ResNet net, Batch... batches) {
    new NormStatistics(List.of(batches), INPUTS).gather(net, 1);
    return ModelState.of(net).get("conv1.1.running_mean").toFloats();
  }

  private static Batch pictures(int from, int to) {
    return TRAIN.batch(IntStream.range(from, to).toArray());
  }

  private static ResNet net() {
    return ResNet.create(TestPictures.tiny(16, 4), 1);
  }
}

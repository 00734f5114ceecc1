package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final double DECAY = 0.8;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = TestPictures.coloured(24, SIDE, CLASSES, 1);
  private static final ImageSource WATCHED = TestPictures.coloured(12, SIDE, CLASSES, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void averageIsTheWeightedMeanOfTheWeightsAfterEachStep(int steps) {
    try (ResNet net = net();
        WeightAverage average = WeightAverage.create(DECAY, net)) {
      double sum = 0;
      double shares = 0;
      for (int step = 1; step <= steps; step++) {
        fill(net, step * step);
        average.stepTaken();
        double share = Math.pow(DECAY, (double) steps - step);
        sum += share * step * step;
        shares += share;
      }
      average.intoNetwork();
      double expected = sum / shares;
      StateDict state = ModelState.of(net);
      float[] values = {(float) expected};
      for (String name : List.of("fc.weight", "conv2.1.conv1.weight")) {
        assertThat(state.get(name).toFloats()).as(name).containsOnly(values, within(1e-5f));
      }
    }
  }

  @Test
  void longAverageTakesEveryFourthStepWithTheDecayOfFour() {
    double decay = 0.98;
    try (ResNet net = net();
        WeightAverage average = WeightAverage.create(decay, net)) {
      double sum = 0;
      double shares = 0;
      for (int step = 1; step <= 12; step++) {
        fill(net, step * step);
        average.stepTaken();
        if (step % 4 == 1) {
          double share = Math.pow(decay, 9.0 - step);
          sum += share * step * step;
          shares += share;
        }
      }
      average.intoNetwork();
      float[] values = {(float) (sum / shares)};
      assertThat(ModelState.of(net).get("fc.weight").toFloats())
          .containsOnly(values, within(1e-4f));
    }
  }

  @Test
  void withoutAStepTheNetworkStaysAsItIs() {
    try (ResNet net = net();
        WeightAverage average = WeightAverage.create(DECAY, net)) {
      StateDict before = ModelState.of(net);
      assertThat(average.intoNetwork()).isFalse();
      assertThat(StateDictDiff.between(before, ModelState.of(net)).isIdentical()).isTrue();
    }
  }

  @Test
  void itsTensorsAreAllThatACheckpointNeeds() {
    try (ResNet net = net();
        WeightAverage whole = WeightAverage.create(DECAY, net);
        WeightAverage first = WeightAverage.create(DECAY, net);
        WeightAverage second = WeightAverage.create(DECAY, net)) {
      fill(net, 1);
      whole.stepTaken();
      first.stepTaken();
      try (NoGradGuard noGrad = new NoGradGuard()) {
        Map<String, Tensor> saved = first.tensors();
        second.tensors().forEach((name, tensor) -> tensor.copy_(saved.get(name)));
      }
      fill(net, 2);
      whole.stepTaken();
      second.stepTaken();
      whole.intoNetwork();
      StateDict expected = ModelState.of(net);
      second.intoNetwork();
      assertThat(StateDictDiff.between(expected, ModelState.of(net)).isIdentical()).isTrue();
    }
  }

  @Test
  void averageIsJudgedAndKeptAndTheTrainingGoesOnWithItsOwnWeights() {
    StateDict last = trained(0, Optional.empty());
    StateDict averaged = trained(0.5, Optional.empty());
    StateDict watched = trained(0.5, Optional.of(WATCHED));
    assertThat(StateDictDiff.between(averaged, watched).isIdentical()).isTrue();
    assertThat(StateDictDiff.between(averaged, last).isIdentical()).isFalse();
    float[] almostLast = trained(1e-9, Optional.empty()).get("fc.weight").toFloats();
    assertThat(almostLast).containsExactly(last.get("fc.weight").toFloats(), within(1e-6f));
  }

  @Test
  void closeFreesTheAverage() {
    try (ResNet net = net()) {
      WeightAverage.create(DECAY, net).close();
      long before = Pointer.totalBytes();
      WeightAverage average = WeightAverage.create(DECAY, net);
      average.stepTaken();
      average.close();
      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }
  }

  private static StateDict trained(double ema, Optional<ImageSource> watched) {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 3, 8, 0.003);
    RunConfig config = run.withTraining(run.training().withEma(ema));
    try (ResNet net = ResNet.create(config.model(), 3)) {
      new Trainer(config, CPU, List.of()).fit(net, TRAIN, watched, new StopSignal());
      return ModelState.of(net);
    }
  }

  private static ResNet net() {
    return ResNet.create(TestPictures.tiny(SIDE, CLASSES), 1);
  }

  private static void fill(ResNet net, double value) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      var parameters = net.module().parameters();
      for (long i = 0; i < parameters.size(); i++) {
        parameters.get(i).fill_(new Scalar(value));
      }
    }
  }
}

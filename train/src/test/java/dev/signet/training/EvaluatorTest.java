package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.Preprocessing;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.FlipAverage;
import dev.signet.libtorch.Tensors;
import dev.signet.metrics.Tally;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 64})
  void resultDoesNotDependOnTheBatchSize(int batchSize) {
    ImageSource pictures = TestPictures.coloured(23, 16, 4, 5);
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 4), 1)) {
      Tally expected = new Evaluator(inputs, 10).evaluate(net, pictures);
      Tally actual = new Evaluator(inputs, batchSize).evaluate(net, pictures);
      assertThat(actual.count()).isEqualTo(23);
      assertThat(actual.correct()).isEqualTo(expected.correct());
      assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-5));
    }
  }

  private static Tensor twice(ResNet net, Tensor images) {
    return FlipAverage.mean(net.forward(images), net.forward(FlipAverage.mirrored(images)));
  }

  @Test
  void flipAverageIsBlindToMirroringAndTheMeanOfBothAnswers() {
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    Batch batch = TestPictures.coloured(5, 16, 4, 5).batch(new int[] {0, 1, 2, 3, 4});
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 4), 1);
        PointerScope scope = new PointerScope()) {
      net.module().eval();
      Tensor images = inputs.images(batch);
      Tensor mirrored = images.flip(3);
      float[] answer = Tensors.floats(torch.softmax(twice(net, images), 1));
      float[] ofMirrored = Tensors.floats(torch.softmax(twice(net, mirrored), 1));
      float[] one = Tensors.floats(torch.softmax(net.forward(images), 1));
      float[] other = Tensors.floats(torch.softmax(net.forward(mirrored), 1));
      assertThat(one).isNotEqualTo(other);
      for (int i = 0; i < answer.length; i++) {
        assertThat(answer[i]).isCloseTo((one[i] + other[i]) / 2, within(1e-6f));
        assertThat(answer[i]).isCloseTo(ofMirrored[i], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void modeAndStateAreAsBefore(boolean training) {
    ImageSource pictures = TestPictures.coloured(9, 16, 4, 5);
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 4), 1)) {
      net.module().train(training);
      StateDict before = ModelState.of(net);
      new Evaluator(inputs, 4).evaluate(net, pictures);
      assertThat(net.module().is_training()).isEqualTo(training);
      assertThat(StateDictDiff.between(before, ModelState.of(net)).isIdentical()).isTrue();
    }
  }
}

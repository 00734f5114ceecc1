package dev.signet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.config.ComputeConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.inference.Engine;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.LogitDifference;
import dev.signet.network.FoldedNet;
import dev.signet.picture.Batch;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frozen network answers as the trained one does. */
class FrozenNetTest {
  private static final int SIDE = 32;
  private static final int PICTURES = 8;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @ParameterizedTest
  @CsvSource({
    "TINY, ARTICLE",
    "TINY, TORCHVISION",
    "RESNET18, TORCHVISION",
    "RESNET34, ARTICLE",
    "RESNET50, ARTICLE",
    "RESNET50, TORCHVISION",
    "RESNET32, ARTICLE",
    "PLAIN20, TORCHVISION"
  })
  void logitsInFp32AreThoseOfTheTrainedNetwork(ResNetVariant variant, Layout layout) {
    ModelConfig model = new ModelConfig(variant, layout, InputSize.square(SIDE), 6);
    LogitDifference difference = compare(model, Precision.FP32);
    assertThat(difference.largest()).isLessThan(1e-3 * Math.max(1, difference.largestLogit()));
    assertThat(difference.sameTop1()).isEqualTo(PICTURES);
  }

  @ParameterizedTest
  @CsvSource({"TINY, ARTICLE", "RESNET34, TORCHVISION", "RESNET50, ARTICLE", "RESNET20, ARTICLE"})
  void logitsInBf16HaveTwoDigits(ResNetVariant variant, Layout layout) {
    ModelConfig model = new ModelConfig(variant, layout, InputSize.square(SIDE), 6);
    LogitDifference difference = compare(model, Precision.BF16);
    assertThat(difference.largest())
        .isPositive()
        .isLessThan(0.05 * Math.max(1, difference.largestLogit()));
  }

  @Test
  void weightsOfAnotherShapeAreRefusedByName() {
    ModelConfig model =
        new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(SIDE), 6);
    StateDict state = TestModels.trained(model).state();
    List<NamedArray> arrays = new ArrayList<>(state.arrays());
    arrays.replaceAll(
        a -> a.name().equals("fc.bias") ? NamedArray.ofFloats("fc.bias", new float[7], 7) : a);
    assertThatThrownBy(() -> FoldedNet.of(model, StateDict.of(arrays)))
        .isInstanceOf(SignetException.class)
        .hasMessage("the weights do not fit the network: fc.bias is [7] but must be [6]");
    arrays.removeIf(a -> a.name().equals("fc.bias"));
    assertThatThrownBy(() -> FoldedNet.of(model, StateDict.of(arrays)))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("fc.bias");
  }

  private static LogitDifference compare(ModelConfig model, Precision precision) {
    ImageSource pictures = SyntheticSigns.generate(PICTURES, SIDE, 3);
    Batch batch = pictures.batch(IntStream.range(0, PICTURES).toArray());
    Arithmetic arithmetic = Arithmetic.of(ComputeConfig.FAST.withPrecision(precision), CPU);
    StateDict state = TestModels.trained(model).state();
    try (Engine baseline = new TrainedEngine(model, state, Preprocessing.UNIT, CPU);
        Engine engine =
            new LibtorchEngine(FoldedNet.of(model, state), Preprocessing.UNIT, arithmetic)) {
      return LogitDifference.of(baseline.logits(batch), engine.logits(batch), model.classes());
    }
  }
}

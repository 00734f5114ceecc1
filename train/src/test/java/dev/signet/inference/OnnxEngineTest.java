package dev.signet.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestModels;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.engine.TrainedEngine;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.LogitDifference;
import dev.signet.picture.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that goes into ONNX Runtime without a file answers as the trained one does. */
class OnnxEngineTest {
  private static final int SIDE = 32;
  private static final int PICTURES = 6;

  @ParameterizedTest
  @EnumSource(names = {"TINY", "RESNET18", "RESNET50", "RESNET20", "PLAIN20"})
  void logitsAreThoseOfTheTrainedNetwork(ResNetVariant variant) {
    ModelConfig config = new ModelConfig(variant, Layout.ARTICLE, InputSize.square(SIDE), 4);
    ModelFile model = TestModels.trained(config);
    Preprocessing preprocessing = model.manifest().preprocessing();
    ImageSource pictures = SyntheticSigns.generate(PICTURES, SIDE, 3);
    Batch batch = pictures.batch(IntStream.range(0, PICTURES).toArray());
    Batch one = pictures.batch(new int[] {2});
    try (Engine trained =
            new TrainedEngine(config, model.state(), preprocessing, ComputeDevice.choose("cpu"));
        Engine engine = OnnxEngine.of(model.toFoldedNet(), config.input(), preprocessing, 1)) {
      for (Batch each : List.of(batch, one, batch)) {
        System.gc(); // the session must not look into buffers of Java's that are free by now
        LogitDifference difference =
            LogitDifference.of(trained.logits(each), engine.logits(each), 4);
        assertThat(difference.largest()).isLessThan(1e-4);
        assertThat(difference.sameTop1()).isEqualTo(each.count());
        assertThat(difference.largestLogit()).isPositive();
      }
      assertThat(engine.describe()).startsWith("fp32, ONNX Runtime 1.");
    }
  }
}

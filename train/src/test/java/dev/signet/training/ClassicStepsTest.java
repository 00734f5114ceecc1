package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/**
 * The article's first training steps against PyTorch's losses, made by {@code make_losses.py}: the
 * step itself in single precision, and ResNet-34 in double precision, because in single precision
 * not even PyTorch agrees with itself there (the script says why).
 */
class ClassicStepsTest {
  private static final int CLASSES = 6;
  private static final double LR = 0.001;
  private static final Percentage A_THOUSANDTH = Percentage.withPercentage(0.1);

  @Test
  void lossesOfTheTrainingStepFollowPyTorch() throws IOException {
    List<Double> expected = expectedLosses(ResNetVariant.TINY);
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    try (ResNet net = network(ResNetVariant.TINY, 64);
        Optimizer adam = FusedOptimizer.create(OptimizerConfig.Adam.withDefaults(LR), net)) {
      TrainingStep step =
          new TrainingStep(net, inputs, Loss.crossEntropy(0), GradientSync.NONE, adam);
      for (int i = 0; i < expected.size(); i++) {
        double loss = step.run(FormulaNumbers.batch(i, 32, 64, CLASSES), x -> x, LR).loss();
        assertThat(loss).as("loss of step %d", i).isCloseTo(expected.get(i), A_THOUSANDTH);
      }
    }
  }

  @Test
  void lossesOfResNet34FollowPyTorch() throws IOException {
    List<Double> expected = expectedLosses(ResNetVariant.RESNET34);
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    try (ResNet net = network(ResNetVariant.RESNET34, 32)) {
      net.module().to(ScalarType.Double, false);
      try (Optimizer adam = FusedOptimizer.create(OptimizerConfig.Adam.withDefaults(LR), net)) {
        for (int i = 0; i < expected.size(); i++) {
          double loss = doubleStep(net, adam, inputs, FormulaNumbers.batch(i, 8, 32, CLASSES));
          assertThat(loss).as("loss of step %d", i).isCloseTo(expected.get(i), A_THOUSANDTH);
        }
      }
    }
  }

  private static double doubleStep(ResNet net, Optimizer adam, Inputs inputs, Batch batch) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = inputs.images(batch).to(ScalarType.Double);
      net.module().zero_grad(true);
      Tensor loss = torch.cross_entropy(net.forward(images), inputs.labels(batch));
      loss.backward();
      adam.step(LR);
      return loss.item_double();
    }
  }

  private static ResNet network(ResNetVariant variant, int side) {
    ModelConfig config = new ModelConfig(variant, Layout.ARTICLE, InputSize.square(side), CLASSES);
    ResNet net = ResNet.create(config, 0);
    ModelState.load(net, FormulaNumbers.fill(ModelState.of(net)), "the formula");
    net.module().train(true);
    return net;
  }

  private static List<Double> expectedLosses(ResNetVariant variant) throws IOException {
    try (InputStream in =
        ClassicStepsTest.class.getResourceAsStream("/losses/" + variant.label() + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(Double::parseDouble)
          .toList();
    }
  }
}

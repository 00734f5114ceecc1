package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.OptimizerConfig;
import dev.signet.libtorch.Tensors;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fused operators against the papers' formulas in double precision. */
class FusedOptimizerTest {
  private static final int STEPS = 5;
  private static final double LR = 0.01;

  static Stream<OptimizerConfig> optimizers() {
    return Stream.of(
        OptimizerConfig.Adam.withDefaults(LR),
        new OptimizerConfig.Adam(LR, 0.5, 0.9, 1e-3),
        new OptimizerConfig.AdamW(LR, 0.9, 0.999, 1e-8, 0),
        new OptimizerConfig.AdamW(LR, 0.9, 0.99, 1e-8, 0.3),
        new OptimizerConfig.Sgd(LR, 0, false, 0),
        new OptimizerConfig.Sgd(LR, 0.9, false, 0.1),
        new OptimizerConfig.Sgd(LR, 0.9, true, 0.1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void updatesAreThoseOfTheFormulas(OptimizerConfig config) {
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 4), 1)) {
      freeze(net, "fc.weight");
      StateDict before = ModelState.of(net);
      try (FusedOptimizer optimizer = FusedOptimizer.create(config, net)) {
        for (int step = 0; step < STEPS; step++) {
          setGradients(net, step);
          optimizer.step(lr(step));
        }
      }
      StateDict after = ModelState.of(net);
      for (NamedArray array : before.arrays()) {
        float[] actual = after.get(array.name()).toFloats();
        if (!isTrained(array.name())) {
          assertThat(actual).as(array.name()).isEqualTo(array.toFloats());
          continue;
        }
        double[] expected = reference(config, array);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
          largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        assertThat(largest).as(array.name()).isCloseTo(0, within(1e-6));
        assertThat(actual).as(array.name() + " moved").isNotEqualTo(array.toFloats());
      }
    }
  }

  /** The learning rate changes from step to step, as under a schedule. */
  private static double lr(int step) {
    return LR / (1 + step);
  }

  private static boolean isTrained(String name) {
    return (name.endsWith("weight") || name.endsWith("bias")) && !name.equals("fc.weight");
  }

  private static float[] gradient(String name, int step, int count) {
    Random random = new Random(name.hashCode() * 31L + step);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] reference(OptimizerConfig config, NamedArray array) {
    float[] start = array.toFloats();
    double[] p = new double[start.length];
    double[] first = new double[start.length];
    double[] second = new double[start.length];
    double decay = array.shape().size() > 1 ? config.weightDecay() : 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = start[i];
    }
    for (int step = 0; step < STEPS; step++) {
      float[] g = gradient(array.name(), step, p.length);
      for (int i = 0; i < p.length; i++) {
        if (config instanceof OptimizerConfig.Sgd sgd) {
          double decayed = g[i] + decay * p[i];
          first[i] = sgd.momentum() * first[i] + decayed;
          p[i] -= lr(step) * (sgd.nesterov() ? decayed + sgd.momentum() * first[i] : first[i]);
        } else {
          OptimizerConfig.Adam adam = adam(config);
          p[i] -= lr(step) * decay * p[i];
          first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g[i];
          second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g[i] * g[i];
          double mean = first[i] / (1 - Math.pow(adam.beta1(), step + 1));
          double variance = second[i] / (1 - Math.pow(adam.beta2(), step + 1));
          p[i] -= lr(step) * mean / (Math.sqrt(variance) + adam.epsilon());
        }
      }
    }
    return p;
  }

  private static OptimizerConfig.Adam adam(OptimizerConfig config) {
    return config instanceof OptimizerConfig.AdamW w
        ? new OptimizerConfig.Adam(w.lr(), w.beta1(), w.beta2(), w.epsilon())
        : (OptimizerConfig.Adam) config;
  }

  /** The gradient of the sum of products with constants is the constants. */
  private static void setGradients(ResNet net, int step) {
    try (PointerScope scope = new PointerScope()) {
      net.module().zero_grad(true);
      StringTensorDict parameters = net.module().named_parameters();
      for (long i = 0; i < parameters.size(); i++) {
        Tensor parameter = parameters.get(i).value();
        if (parameter.requires_grad()) {
          float[] values =
              gradient(
                  parameters.get(i).key().getString(), step, Math.toIntExact(parameter.numel()));
          Tensor constants = Tensors.floats(values, parameter.sizes().vec().get());
          parameter.mul(constants).sum().backward();
        }
      }
    }
  }

  private static void freeze(ResNet net, String name) {
    try (PointerScope scope = new PointerScope()) {
      StringTensorDict parameters = net.module().named_parameters();
      for (long i = 0; i < parameters.size(); i++) {
        if (parameters.get(i).key().getString().equals(name)) {
          parameters.get(i).value().set_requires_grad(false);
        }
      }
    }
  }
}

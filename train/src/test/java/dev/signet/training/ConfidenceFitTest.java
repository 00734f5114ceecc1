package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.ConfidenceTarget;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.Strangers;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that has learned four colours, and what it says of other pictures. */
class ConfidenceFitTest {
  private static final int SIDE = 32;
  private static final RunConfig CONFIG = TestPictures.run(SIDE, 4, 6, 16, 0.002);
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = TestPictures.coloured(240, SIDE, 4, 3);
  private static final ImageSource VALIDATION = TestPictures.coloured(120, SIDE, 4, 4);

  private static ResNet net;
  private static Evaluator evaluator;

  @BeforeAll
  static void train() {
    net = ResNet.create(CONFIG.model(), new Seeds(CONFIG.seed()).weights());
    TrainingRun.initialize(net, CONFIG, CPU);
    new Trainer(CONFIG, CPU, List.of()).fit(net, TRAIN, Optional.empty(), new StopSignal());
    evaluator = new Evaluator(new Inputs(CONFIG.preprocessing(), Arithmetic.plain(CPU)), 64);
  }

  @AfterAll
  static void free() {
    net.close();
  }

  private static ConfidenceFit fit(ImageSource validation, ConfidenceTarget target) {
    return ConfidenceFit.fit(
        net, evaluator, Optional.of(TRAIN), evaluator.outputs(net, validation), target);
  }

  private static double unknown(ConfidenceFit fit, ImageSource pictures) {
    return new ModelJudge(net, evaluator, Optional.of(fit.confidence())).unknownShare(pictures);
  }

  @ParameterizedTest
  @EnumSource
  void noiseWallsAndThingsAreUnknown(Strangers.Kind kind) {
    double share =
        unknown(fit(VALIDATION, ConfidenceTarget.DEFAULT), Strangers.generate(kind, 100, SIDE, 5));
    assertThat(share).isGreaterThan(0.9);
  }

  @Test
  void newPicturesOfTheClassesAreAnswered() {
    ConfidenceFit fit = fit(VALIDATION, ConfidenceTarget.DEFAULT);
    // Two on either side of 120 lie beyond the third from the end.
    assertThat(unknown(fit, VALIDATION)).isBetween(2 / 120.0, 4 / 120.0);
    assertThat(unknown(fit, TestPictures.coloured(1000, SIDE, 4, 5))).isLessThan(0.1);
    assertThat(fit.limits().isBorneOut()).isTrue();
  }

  @Test
  void fewPicturesBearLessOutThanWanted() {
    ConfidenceFit fit = fit(TestPictures.coloured(20, SIDE, 4, 6), ConfidenceTarget.DEFAULT);
    assertThat(fit.limits().isBorneOut()).isFalse();
    assertThat(fit.limits().bound()).isEqualTo(1 - 2 / 21.0);
  }

  @Test
  void everythingIsAnsweredIfThatIsWanted() {
    ConfidenceFit fit = fit(VALIDATION, new ConfidenceTarget(1, Optional.empty()));
    assertThat(fit.confidence().threshold()).isZero();
    assertThat(unknown(fit, Strangers.generate(Strangers.Kind.NOISE, 50, SIDE, 5))).isZero();
  }
}

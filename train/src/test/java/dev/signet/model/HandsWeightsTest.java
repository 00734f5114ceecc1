package dev.signet.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.training.Evaluator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The weights that come with Signet. */
class HandsWeightsTest {
  private static final int MOST_BYTES = 1_500_000;
  private static final Path NAME = Path.of("hands");

  @Test
  void theyAreASmallFileOfOneNetwork() throws IOException {
    try (InputStream in = HandsWeights.class.getResourceAsStream("hands.safetensors")) {
      assertThat(requireNonNull(in).readAllBytes()).hasSizeLessThan(MOST_BYTES);
    }
    TransferSource source = TransferSource.strict(NAME, Optional.empty());
    assertThat(source.weights().architecture().variant()).isEqualTo(ResNetVariant.TINY);
    assertThat(source.knows(SyntheticSigns.CLASSES)).isTrue();
    assertThat(source.fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void theyTellDrawnHandsApartThatTheyHaveNotSeen() {
    ImageSource hands = SyntheticSigns.generate(120, 64, 4711);
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    ModelFile file = ModelFile.of(HandsWeights.read()).orElseThrow();
    Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(cpu));
    try (ResNet net = Networks.open(file, cpu)) {
      assertThat(new Evaluator(inputs, 60).evaluate(net, hands).accuracy()).isGreaterThan(0.75);
    }
  }

  @Test
  void fileOfTheSameNameIsMeantByItsPath() {
    assertThat(HandsWeights.are(NAME)).isTrue();
    assertThatThrownBy(() -> TransferSource.strict(Path.of("./hands"), Optional.empty()))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("there is no model at ./hands");
  }
}

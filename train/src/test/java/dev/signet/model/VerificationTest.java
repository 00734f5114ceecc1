package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.artifact.Claims;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.Golden;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateFingerprint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final Path FILE = Path.of("m.safetensors");
  private static final ModelFile MODEL = Verification.claim(TestModels.tiny(16, 3, 1));

  @Test
  void claimsComeBackFromTheFileAndHold(@TempDir Path folder) {
    Path file = folder.resolve("m.safetensors");
    ModelFile model =
        MODEL.withManifest(MODEL.manifest().withConfidence(new Confidence(1.5, 0.25)));
    model.write(file);
    ModelFile read = ModelFile.read(file);
    assertThat(read.manifest()).isEqualTo(model.manifest());
    Verification verification = Verification.of(read, file);
    assertThat(verification.holds()).isTrue();
    assertThat(verification.parameters()).isEqualTo(78_643);
    assertThat(verification.largestDifference()).isZero();
  }

  @Test
  void changedWeightIsFound() {
    Verification verification = Verification.of(changed("fc.bias", 1, 1), FILE);
    assertThat(verification.holds()).isFalse();
    assertThat(verification.parametersMatch()).isTrue();
    assertThat(verification.fingerprintMatches()).isFalse();
    assertThat(verification.logitsMatch()).isFalse();
    assertThat(verification.largestDifference()).isCloseTo(1, within(1e-6));
  }

  @Test
  void weightThatIsNotANumberIsFound() {
    Verification verification = Verification.of(changed("fc.bias", 0, Float.NaN), FILE);
    assertThat(verification.largestDifference()).isInfinite();
    assertThat(verification.holds()).isFalse();
  }

  @Test
  void falseClaimsAreFound() {
    Claims claims = MODEL.manifest().claims().orElseThrow();
    Claims more = new Claims(claims.parameters() + 1, claims.fingerprint(), claims.golden());
    Verification verification =
        Verification.of(MODEL.withManifest(MODEL.manifest().withClaims(more)), FILE);
    assertThat(verification.parametersMatch()).isFalse();
    assertThat(verification.holds()).isFalse();
  }

  @Test
  void fileWithoutClaimsCannotBeVerified() {
    assertThatThrownBy(() -> Verification.of(TestModels.tiny(16, 3, 1), FILE))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("m.safetensors makes no claims that could be verified");
  }

  @Test
  void fingerprintIsThatOfNamesTypesShapesAndBytes() {
    NamedArray a = NamedArray.ofFloats("a", new float[] {1, 2}, 2);
    String fingerprint = StateFingerprint.of(StateDict.of(List.of(a)));
    // printf 'a F32 [2]\n\0\0\x80\x3f\0\0\0\x40' | sha256sum
    assertThat(fingerprint)
        .isEqualTo("ba5eeefd481822839946126476cfc9c9e3ff9588157898c985fc07d3d8fa8c23");
    for (NamedArray other :
        List.of(
            a.renamed("b"),
            NamedArray.ofFloats("a", new float[] {1, 2}, 1, 2),
            NamedArray.ofFloats("a", new float[] {1, 3}, 2))) {
      assertThat(StateFingerprint.of(StateDict.of(List.of(other)))).isNotEqualTo(fingerprint);
    }
  }

  @Test
  void goldenPicturesMustFitTheModel() {
    Claims claims = MODEL.manifest().claims().orElseThrow();
    Golden golden = claims.golden();
    Golden few = new Golden(golden.size(), 3, golden.pixels(), List.of(1f, 2f, 3f));
    Claims mixed = new Claims(claims.parameters(), claims.fingerprint(), few);
    assertThatThrownBy(() -> MODEL.manifest().withClaims(mixed))
        .isInstanceOf(SignetException.class)
        .hasMessage("3 golden pictures need 3 logits each but have 3 in all");
    assertThatThrownBy(() -> new Golden(golden.size(), 3, "AAAA", golden.logits()))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("3 golden pictures of 3x16x16 have 2304 bytes but were given 3");
    for (String pixels : List.of("?", "")) {
      assertThatThrownBy(() -> new Golden(golden.size(), 1, pixels, golden.logits()))
          .isInstanceOf(InvalidValueException.class);
    }
    for (int count : new int[] {0, 2, 17}) {
      assertThatThrownBy(() -> new Golden(golden.size(), count, "", golden.logits()))
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void goldenPicturesOfALargeModelAreSmall() {
    Golden golden =
        Verification.claim(TestModels.tiny(224, 3, 1)).manifest().claims().orElseThrow().golden();
    assertThat(golden.size()).isEqualTo(InputSize.square(64));
    assertThat(golden.logits()).hasSize(9);
  }

  @Test
  void confidenceIsChecked() {
    for (double[] wrong : new double[][] {{0, 0.5}, {Double.NaN, 0.5}, {1, -0.1}, {1, 1.1}}) {
      assertThatThrownBy(() -> new Confidence(wrong[0], wrong[1]))
          .isInstanceOf(InvalidValueException.class);
    }
  }

  /** The model with one weight that is moved by {@code by}. */
  private static ModelFile changed(String name, int index, float by) {
    List<NamedArray> arrays =
        MODEL.state().arrays().stream()
            .map(array -> array.name().equals(name) ? moved(array, index, by) : array)
            .toList();
    return new ModelFile(MODEL.manifest(), StateDict.of(arrays));
  }

  private static NamedArray moved(NamedArray array, int index, float by) {
    float[] values = array.toFloats();
    values[index] += by;
    return NamedArray.ofFloats(array.name(), values, values.length);
  }
}

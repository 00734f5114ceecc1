package dev.signet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InferredNetTest {
  /** The largest differ from those with the same block in their depths alone. */
  static Stream<Architecture> networks() {
    Set<ResNetVariant> variants =
        EnumSet.of(
            ResNetVariant.TINY,
            ResNetVariant.RESNET34,
            ResNetVariant.RESNET50,
            ResNetVariant.RESNET20,
            ResNetVariant.PLAIN20);
    return variants.stream()
        .flatMap(
            variant ->
                Architecture.candidates(Optional.of(variant), Optional.empty(), Optional.empty())
                    .stream());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void expectedArraysAreThoseOfTheNetworkInItsOrder(Architecture architecture) {
    ModelConfig config = new ModelConfig(architecture, InputSize.square(32), 7);
    try (ResNet net = ResNet.create(config, 0)) {
      List<String> real = ModelState.of(net).arrays().stream().map(NamedArray::toString).toList();
      assertThat(described(ExpectedArray.of(architecture, 7))).isEqualTo(real);
    }
  }

  @Test
  void everyNetworkIsRecognised() {
    for (Architecture architecture : Architecture.inferable()) {
      InferredNet net = InferredNet.of(zeros(ExpectedArray.of(architecture, 3)), "it");
      assertThat(net.architecture()).isEqualTo(architecture);
      assertThat(net.classes()).isEqualTo(3);
      assertThat(net.remarks()).isEmpty();
    }
  }

  @Test
  void aPlainNetworkIsTakenForTheResidualOneOfTheSameArrays() {
    Architecture plain = new Architecture(ResNetVariant.PLAIN56, Layout.ARTICLE);
    InferredNet net = InferredNet.of(zeros(ExpectedArray.of(plain, 3)), "it");
    assertThat(net.architecture().variant()).isEqualTo(ResNetVariant.RESNET56);
  }

  @Test
  void orderDoesNotMatterAndComesBackAsTheNetworksOwn() {
    List<NamedArray> arrays = new ArrayList<>(tiny().arrays());
    List<String> names = arrays.stream().map(NamedArray::name).toList();
    arrays.sort((a, b) -> b.name().compareTo(a.name()));
    InferredNet net = InferredNet.of(StateDict.of(arrays), "it");
    assertThat(net.state().names()).containsExactlyElementsOf(names);
  }

  @Test
  void missingCountersBeginAtZeroAndOtherTypesAreConverted() {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : tiny().arrays()) {
      if (array.name().equals("fc.bias")) {
        ByteBuffer halves = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        halves.putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 0).flip();
        arrays.add(NamedArray.of("fc.bias", DType.F16, List.of(3L), halves));
      } else if (!array.name().endsWith("tracked")) {
        arrays.add(array);
      }
    }
    InferredNet net = InferredNet.of(StateDict.of(arrays), "it");
    assertThat(net.state().get("fc.bias").toFloats()).containsExactly(1, -2, 0);
    assertThat(net.state().get("bn1.num_batches_tracked").toLongs()).containsExactly(0);
    assertThat(net.remarks())
        .containsExactly(
            "1 arrays of another type were converted to float32",
            "12 counters of batch norms were missing and begin at 0");
  }

  @Test
  void differencesToTheClosestNetworkAreNamed() {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : tiny().arrays()) {
      switch (array.name()) {
        case "conv1.weight" -> arrays.add(array.renamed("stem.conv.weight"));
        case "fc.bias" -> arrays.add(NamedArray.ofFloats("fc.bias", new float[4], 4));
        default -> arrays.add(array);
      }
    }
    assertThatThrownBy(() -> InferredNet.of(StateDict.of(arrays), "net.pt"))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "net.pt fits no network that Signet knows; closest is tiny in the layout torchvision,"
                + " with 72 of 74 arrays alike and these differences: conv1.weight [8, 3, 7, 7] is"
                + " missing, fc.bias is F32 [4] but must be F32 [3], stem.conv.weight [8, 3, 7, 7]"
                + " is unknown");
  }

  @Test
  void longListsOfDifferencesAreCutShort() {
    StateDict other = StateDict.of(List.of(NamedArray.ofFloats("a\u001b[2J", new float[1], 1)));
    assertThatThrownBy(() -> InferredNet.of(other, "net.pt"))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("conv1.0.weight [8, 3, 7, 7] is missing")
        .hasMessageMatching(".* and \\d+ more")
        .message()
        .hasLineCount(1)
        .doesNotContain("\u001b");
  }

  @Test
  void networkWithOneClassIsRefused() {
    StateDict state =
        zeros(ExpectedArray.of(new Architecture(ResNetVariant.TINY, Layout.ARTICLE), 1));
    assertThatThrownBy(() -> InferredNet.of(state, "net.pt"))
        .isInstanceOf(SignetException.class)
        .hasMessage("net.pt has 1 classes; Signet works with 2 to 100000");
  }

  private static StateDict tiny() {
    return zeros(ExpectedArray.of(new Architecture(ResNetVariant.TINY, Layout.TORCHVISION), 3));
  }

  private static StateDict zeros(List<ExpectedArray> arrays) {
    return StateDict.of(
        arrays.stream()
            .map(
                array ->
                    NamedArray.of(
                        array.name(),
                        array.dtype(),
                        array.shape(),
                        ByteBuffer.allocate(
                            (int) NamedArray.elementCount(array.shape()) * array.dtype().size())))
            .toList());
  }

  private static List<String> described(List<ExpectedArray> arrays) {
    return arrays.stream()
        .map(array -> "%s %s %s".formatted(array.name(), array.dtype().label(), array.shape()))
        .toList();
  }
}

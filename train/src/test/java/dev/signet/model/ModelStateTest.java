package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelStateTest {
  @Test
  void stateOfOneNetworkMakesAnotherTheSame() {
    try (ResNet one = ResNet.create(TestPictures.tiny(16, 3), 1);
        ResNet two = ResNet.create(TestPictures.tiny(16, 3), 2)) {
      StateDict state = ModelState.of(one);
      assertThat(identical(state, ModelState.of(two))).isFalse();
      ModelState.load(two, state, "it");
      assertThat(identical(state, ModelState.of(two))).isTrue();
    }
  }

  @Test
  void stateIsACopyThatOutlivesTheNetwork() {
    StateDict state;
    float before;
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1)) {
      state = ModelState.of(net);
      before = state.get("fc.weight").toFloats()[0];
      net.zeroInitResidual();
      ModelState.load(net, with(state, zeros("fc.weight", 3, 64)), "zeros");
    }
    assertThat(state.get("fc.weight").toFloats()[0]).isEqualTo(before).isNotZero();
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(
            "no array",
            (Consumer<List<NamedArray>>) arrays -> arrays.remove(0),
            "1 names are missing (the first is conv1.0.weight) and 0 are unknown"),
        Arguments.of(
            "one too many",
            (Consumer<List<NamedArray>>) arrays -> arrays.add(zeros("fc.scale", 1)),
            "0 names are missing and 1 are unknown (the first is fc.scale)"),
        Arguments.of(
            "another shape",
            (Consumer<List<NamedArray>>) arrays -> replace(arrays, zeros("fc.weight", 3, 65)),
            "fc.weight is F32 [3, 65] but must be F32 [3, 64]"),
        Arguments.of(
            "another type",
            (Consumer<List<NamedArray>>)
                arrays -> replace(arrays, NamedArray.ofLongs("fc.bias", new long[3], 3)),
            "fc.bias is I64 [3] but must be F32 [3]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misfits")
  void stateThatDoesNotFitIsRefusedAndChangesNothing(
      String name, Consumer<List<NamedArray>> change, String message) {
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1);
        ResNet other = ResNet.create(TestPictures.tiny(16, 3), 2)) {
      List<NamedArray> arrays = new ArrayList<>(ModelState.of(other).arrays());
      change.accept(arrays);
      StateDict before = ModelState.of(net);
      assertThatThrownBy(() -> ModelState.load(net, StateDict.of(arrays), "other.pt"))
          .as(name)
          .isInstanceOf(SignetException.class)
          .hasMessage("other.pt does not fit the network: " + message);
      assertThat(identical(before, ModelState.of(net))).isTrue();
    }
  }

  @Test
  void oneNumberThatIsNotFiniteIsFoundInParametersAndBuffers() {
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1)) {
      StateDict good = ModelState.of(net);
      assertThat(ModelState.isFinite(net)).isTrue();
      for (String name : List.of("fc.bias", "conv1.1.running_var")) {
        float[] values = good.get(name).toFloats();
        values[values.length - 1] = Float.NEGATIVE_INFINITY;
        NamedArray bad = NamedArray.ofFloats(name, values, values.length);
        ModelState.load(net, with(good, bad), "bad");
        assertThat(ModelState.isFinite(net)).as(name).isFalse();
      }
    }
  }

  private static StateDict with(StateDict state, NamedArray array) {
    List<NamedArray> arrays = new ArrayList<>(state.arrays());
    replace(arrays, array);
    return StateDict.of(arrays);
  }

  private static void replace(List<NamedArray> arrays, NamedArray by) {
    arrays.replaceAll(array -> array.name().equals(by.name()) ? by : array);
  }

  private static NamedArray zeros(String name, long... shape) {
    int count = 1;
    for (long side : shape) {
      count *= (int) side;
    }
    return NamedArray.ofFloats(name, new float[count], shape);
  }

  private static boolean identical(StateDict a, StateDict b) {
    return StateDictDiff.between(a, b).isIdentical();
  }
}

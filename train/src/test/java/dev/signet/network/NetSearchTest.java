package dev.signet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSearchTest {
  private static final NamedArray LOSS = NamedArray.ofFloats("criterion.weight", new float[6], 6);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module.",
        "model.",
        "net.",
        "_orig_mod.",
        "module._orig_mod.",
        "any.Thing_7.inner.",
        "resnet_",
        "layer1.0.",
        "fc."
      })
  void anyPrefixIsFoundByFit(String prefix) {
    for (Layout layout : Layout.values()) {
      List<NetPlace> places = search(prefixed(prefix, tiny(layout)));
      assertThat(places).hasSize(1);
      NetPlace place = places.get(0);
      assertThat(place.prefix()).isEqualTo(prefix);
      assertThat(place.architecture()).isEqualTo(new Architecture(ResNetVariant.TINY, layout));
      assertThat(place.read().names()).containsExactlyElementsOf(names(tiny(layout)));
      assertThat(place.remarks())
          .isEqualTo(
              prefix.isEmpty()
                  ? List.of()
                  : List.of("the prefix '%s' was taken off all names".formatted(prefix)));
    }
  }

  @Test
  void everyNetworkIsFoundBehindAPrefixAndIsNoOther() {
    for (Architecture architecture : Architecture.inferable()) {
      List<NamedArray> arrays = zeros(ExpectedArray.of(architecture, 3));
      assertThat(search(prefixed("model.", arrays)))
          .singleElement()
          .satisfies(place -> assertThat(place.architecture()).isEqualTo(architecture));
    }
  }

  @Test
  void whatHasAnotherPrefixIsLeftOverAndNamed() {
    List<NamedArray> arrays = prefixed("model.", tiny(Layout.TORCHVISION));
    arrays.add(LOSS);
    NetPlace place = search(arrays).get(0);
    assertThat(place.read().find("criterion.weight")).isEmpty();
    assertThat(place.remarks())
        .containsExactly(
            "the prefix 'model.' was taken off, and this was left over: criterion.weight [6]");
  }

  @Test
  void longListsOfWhatIsLeftOverAreCutShortAndSafeToPrint() {
    List<NamedArray> arrays = prefixed("model.", tiny(Layout.ARTICLE));
    for (int i = 0; i < 20; i++) {
      arrays.add(LOSS.renamed("\u001b[2J" + i));
    }
    assertThat(search(arrays).get(0).remarks().get(0))
        .contains("?[2J0 [6]", " and 12 more")
        .doesNotContain("\u001b");
  }

  @Test
  void twoNetworksInOneStateDictAreNamedAndChosenFrom() {
    List<NamedArray> arrays = prefixed("student.", tiny(Layout.TORCHVISION));
    arrays.addAll(prefixed("teacher.", tiny(Layout.TORCHVISION)));
    List<NetPlace> places = search(arrays);
    assertThatThrownBy(() -> NetSearch.choose(places, Optional.empty(), "net.pth"))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "net.pth holds 2 networks: student (tiny), teacher (tiny); choose one (--key), or export it to a file of its own");
    assertThatThrownBy(() -> NetSearch.choose(places, Optional.of("head"), "net.pth"))
        .hasMessageEndingWith("; none is called 'head' (--key)");
    assertThat(NetSearch.choose(places, Optional.of("teacher"), "net.pth").prefix())
        .isEqualTo("teacher.");
  }

  @Test
  void theOneWithoutAPrefixIsCalledByADotAndLeavesTheOtherOut() {
    List<NamedArray> arrays = new ArrayList<>(tiny(Layout.TORCHVISION));
    arrays.addAll(prefixed("ema.", tiny(Layout.TORCHVISION)));
    NetPlace place = NetSearch.choose(search(arrays), Optional.of("."), "net.pth");
    assertThat(place.read().names()).containsExactlyElementsOf(names(tiny(Layout.TORCHVISION)));
    assertThat(NetSearch.choose(search(arrays), Optional.of("ema"), "net.pth").prefix())
        .isEqualTo("ema.");
  }

  @Test
  void aNetworkWithAHeadIsMeantWhereAnotherHasNone() {
    List<NamedArray> arrays = prefixed("model.", tiny(Layout.TORCHVISION));
    List<NamedArray> headless = new ArrayList<>(tiny(Layout.TORCHVISION));
    headless.removeIf(array -> array.name().startsWith("fc."));
    arrays.addAll(prefixed("encoder.", headless));
    assertThat(search(arrays)).singleElement().extracting(NetPlace::prefix).isEqualTo("model.");
    assertThat(search(prefixed("encoder.", headless))).hasSize(1);
  }

  @Test
  void layersOfAnotherNetworkBetweenItsOwnAreNoFit() {
    List<NamedArray> arrays = prefixed("model.", tiny(Layout.TORCHVISION));
    arrays.add(NamedArray.ofFloats("model.layer1.0.se.fc1.weight", new float[8], 8));
    assertThat(search(arrays)).isEmpty();
    List<NamedArray> fewer = prefixed("model.", tiny(Layout.TORCHVISION));
    fewer.removeIf(array -> array.name().equals("model.layer2.0.conv1.weight"));
    assertThat(search(fewer)).isEmpty();
    assertThat(closest(fewer)).singleElement().extracting(NetPlace::prefix).isEqualTo("model.");
  }

  @Test
  void arraysOfNoNetworkGiveNothing() {
    assertThat(search(List.of(LOSS))).isEmpty();
    assertThat(closest(List.of(LOSS))).isEmpty();
    assertThat(NetSearch.in(List.of())).isEmpty();
  }

  @Test
  void manyNamesThatLeadNowhereTakeNoTime() {
    List<NamedArray> arrays = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      arrays.add(
          NamedArray.ofFloats(String.format(Locale.ROOT, "p%d.conv1.weight", i), new float[0], 0));
    }
    assertThat(search(arrays)).isEmpty();
    assertThat(closest(arrays)).isEmpty();
  }

  private static List<NetPlace> search(List<NamedArray> arrays) {
    return NetSearch.in(List.of(ArrayGroup.of(StateDict.of(arrays))));
  }

  private static List<NetPlace> closest(List<NamedArray> arrays) {
    return NetSearch.closest(
        List.of(ArrayGroup.of(StateDict.of(arrays))), Architecture.inferable());
  }

  private static List<NamedArray> prefixed(String prefix, List<NamedArray> arrays) {
    return new ArrayList<>(
        arrays.stream().map(array -> array.renamed(prefix + array.name())).toList());
  }

  private static List<NamedArray> tiny(Layout layout) {
    return zeros(ExpectedArray.of(new Architecture(ResNetVariant.TINY, layout), 3));
  }

  private static List<String> names(List<NamedArray> arrays) {
    return arrays.stream().map(NamedArray::name).toList();
  }

  private static List<NamedArray> zeros(List<ExpectedArray> arrays) {
    ByteBuffer nothing =
        ByteBuffer.allocate(arrays.stream().mapToInt(NetSearchTest::bytes).max().orElse(0));
    return arrays.stream()
        .map(
            array ->
                NamedArray.of(
                    array.name(), array.dtype(), array.shape(), nothing.slice(0, bytes(array))))
        .toList();
  }

  private static int bytes(ExpectedArray array) {
    return (int) NamedArray.elementCount(array.shape()) * array.dtype().size();
  }
}

package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.pytorch.TorchCheckpoints;
import dev.signet.statedict.pytorch.TorchCheckpoints.PythonObject;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private static final StateDict NET =
      ModelFile.read(Path.of("../testing/src/main/resources/golden/model-v1.safetensors")).state();
  private static final PythonObject OBJECT = new PythonObject("argparse", "Namespace");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("net.pth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights", "params", "student", "model_ema", "state", "größe"})
  void theOneNetworkIsFoundUnderAnyKey(String key) {
    TorchCheckpoints.write(file, ordered("epoch", 3, key, NET, "args", OBJECT));
    StateFile found = StateFile.ofNetwork(file, Optional.empty());
    assertIsNet(found);
    assertThat(found.remarks())
        .containsExactly(
            "the state_dict lies under '%s'".formatted(key),
            "passed over: epoch (int), args (argparse.Namespace)");
  }

  @Test
  void keysAndPrefixesMayBeNested() {
    Map<String, Object> inner = ordered("net", prefixed("module.", NET), "lr", 1);
    TorchCheckpoints.write(file, ordered("checkpoint", inner, "epoch", 1));
    StateFile found = StateFile.ofNetwork(file, Optional.empty());
    assertIsNet(found);
    assertThat(found.remarks())
        .containsExactly(
            "the state_dict lies under 'checkpoint.net'",
            "passed over: epoch (int), checkpoint.lr (int)",
            "the prefix 'module.' was taken off all names");
  }

  @Test
  void tensorsOfOptimizersAreNoNetwork() {
    Map<String, Object> optimizer =
        ordered("exp_avg", NamedArray.ofFloats("m", new float[2], 2), "step", 1);
    TorchCheckpoints.write(file, ordered("optimizer", ordered("fc", optimizer), "params", NET));
    assertIsNet(StateFile.ofNetwork(file, Optional.empty()));
  }

  @Test
  void ofTwoNetworksTheKeyChooses() {
    StateDict other =
        StateDict.of(
            NET.arrays().stream()
                .map(
                    array ->
                        array.name().equals("fc.bias")
                            ? NamedArray.ofFloats("fc.bias", new float[6], 6)
                            : array)
                .toList());
    TorchCheckpoints.write(file, ordered("model", NET, "ema", ordered("module", other)));
    assertThatThrownBy(() -> StateFile.ofNetwork(file, Optional.empty()))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s holds 2 networks: model (tiny), ema.module (tiny); choose one (--key), or export it to"
                + " a file of its own",
            file);
    assertIsNet(StateFile.ofNetwork(file, Optional.of("model")));
    StateFile ema = StateFile.ofNetwork(file, Optional.of("ema.module"));
    assertThat(StateDictDiff.between(other, ema.state()).isIdentical()).isTrue();
    assertThatThrownBy(() -> StateFile.ofNetwork(file, Optional.of("best")))
        .hasMessageContaining("model (tiny), ema.module (tiny); none is called 'best' (--key)");
  }

  @ParameterizedTest
  @CsvSource({"fc.weight", "layer1.0.conv1.weight", "conv2.1.conv1.weight"})
  void anObjectInPlaceOfATensorIsRefused(String name) {
    Map<String, Object> state = ordered();
    NET.arrays().forEach(array -> state.put(array.name(), array));
    boolean ours = state.containsKey(name);
    state.put(name, OBJECT);
    TorchCheckpoints.write(file, ordered("model", state));
    if (ours) {
      assertThatThrownBy(() -> StateFile.ofNetwork(file, Optional.empty()))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining(name + ", ")
          .hasMessageContaining("is argparse.Namespace; expected a tensor");
    } else {
      assertIsNet(StateFile.ofNetwork(file, Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "model.", "encoder.resnet."})
  void prefixesAreTakenOffInSafetensorsFilesToo(String prefix) {
    SafeTensorsFile.write(prefixed(prefix, NET), file);
    StateFile found = StateFile.ofNetwork(file, Optional.empty());
    assertIsNet(found);
    assertThat(found.remarks())
        .containsExactly("the prefix '%s' was taken off all names".formatted(prefix));
  }

  @Test
  void whatFitsBestIsFoundForAPartOfTheWeights() {
    List<NamedArray> some =
        prefixed("backbone.", NET).arrays().stream()
            .filter(array -> !array.name().contains(".conv5."))
            .toList();
    TorchCheckpoints.write(file, ordered("best", StateDict.of(some), "epoch", 1));
    StateFile found = StateFile.ofPart(file, Optional.empty(), Architecture.inferable());
    assertThat(found.state().names()).contains("conv1.0.weight").doesNotContain("backbone.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1f8b0800 | is a file compressed by gzip | gunzip ",
        "fd377a585a00 | is a file compressed by xz | unxz ",
        "425a6839 | is a file compressed by bzip2 | bunzip2 ",
        "28b52ffd | is a file compressed by Zstandard | unzstd ",
        "377abcaf271c | is a 7-Zip archive | 7z x ",
        "526172211a07 | is a RAR archive | unrar x ",
        "894844460d0a1a0a | is an HDF5 file | torch.save(model.state_dict(), 'weights.pth')",
        "934e554d5059 | is an array of NumPy | torch.from_numpy",
        "3c21444f43545950452068746d6c | is a web page | download the file itself",
        "3c68746d6c3e | is a web page | download the file itself",
        "76657273696f6e2068747470733a2f2f6769742d6c6673 | a pointer of Git LFS | git lfs pull",
        "ffd8ffe0 | is a JPEG picture | name weights"
      })
  void filesThatPeopleTakeForWeightsAreRefusedWithWhatToType(
      String start, String what, String advice) throws IOException {
    byte[] bytes = new byte[200];
    byte[] signature = HexFormat.of().parseHex(start);
    System.arraycopy(signature, 0, bytes, 0, signature.length);
    for (String name : List.of("net.pth", "net.safetensors")) {
      Path other = Files.write(folder.resolve(name), bytes);
      assertThatThrownBy(() -> StateFile.read(other))
          .as(new String(signature, StandardCharsets.ISO_8859_1))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining(what)
          .hasMessageContaining(advice)
          .message()
          .hasLineCount(1);
    }
  }

  private static void assertIsNet(StateFile found) {
    assertThat(found.state().names()).containsExactlyElementsOf(NET.names());
    assertThat(StateDictDiff.between(NET, found.state()).isIdentical()).isTrue();
  }

  private static StateDict prefixed(String prefix, StateDict state) {
    return StateDict.of(
        state.arrays().stream().map(array -> array.renamed(prefix + array.name())).toList());
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}

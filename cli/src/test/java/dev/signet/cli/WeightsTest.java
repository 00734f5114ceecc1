package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.BackbonePart;
import dev.signet.config.Fit;
import dev.signet.config.Json;
import dev.signet.config.Layout;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.TransferConfig;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signet train --weights}: from weights that are there already. */
class WeightsTest {
  /** A tiny network of torchvision's layout and 1000 classes, as PyTorch saves it. */
  private static final Path FIXTURE =
      Path.of("../train/src/test/resources/weights/tiny_1000_classes.pth");

  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private static SignetRun train(String out, Object... more) {
    List<Object> words =
        List.of("train", "--threads", "1", "--epochs", "1", "--sizes", "full", "--data", pictures);
    return SignetRun.of(
        Stream.of(words.stream(), Stream.of("--out", folder.resolve(out)), Stream.of(more))
            .flatMap(part -> part)
            .toList());
  }

  private static RunConfig config(String out) throws IOException {
    Path file = folder.resolve(out).resolve("config.json");
    return Json.read(RunConfig.class, Files.readString(file), "it");
  }

  @Test
  void torchvisionsWeightsNeedNoOtherWord() throws IOException {
    SignetRun run =
        train("plain", "--weights", FIXTURE, "--freeze", "stem,stage1", "--backbone-lr", "1e-4")
            .requireSuccess();
    assertThat(run.out())
        .contains("Weights: " + FIXTURE + " (ResNetTiny, torchvision layout, 1000 classes, ")
        .contains("  taken over: 72 of 74 arrays\n")
        .contains("  begin anew: fc.weight, fc.bias (the head: 6 classes in place of 1000)\n")
        .contains("  frozen: stem, stage1\n")
        .contains("  learning rate: 1.0E-4, of the head 0.05\n")
        .contains("  mean and std: ImageNet's, as 1000 classes say; --mean and --std set others\n")
        .contains("arrays of another type were converted to float32");
    RunConfig config = config("plain");
    assertThat(config.model().variant()).isEqualTo(ResNetVariant.TINY);
    assertThat(config.model().layout()).isEqualTo(Layout.TORCHVISION);
    assertThat(config.preprocessing())
        .isEqualTo(Preprocessing.IMAGENET.withFit(Fit.SQUEEZE)); // HDF5 files have their size
    TransferConfig transfer = config.transfer().orElseThrow();
    assertThat(transfer.weights()).isEqualTo(FIXTURE.toString());
    assertThat(transfer.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(transfer.freeze()).containsExactly(BackbonePart.STEM, BackbonePart.STAGE1);
    assertThat(transfer.backboneLr()).contains(1e-4);
    assertThat(Json.read(RunConfig.class, Json.write(config), "it")).isEqualTo(config);
  }

  @Test
  void ownRunKeepsItsHeadForTheSameClassesAndItsPreprocessing() throws IOException {
    train("first", "--arch", "tiny", "--mean", "0.5,0.5,0.5").requireSuccess();
    SignetRun second = train("second", "--weights", folder.resolve("first")).requireSuccess();
    assertThat(second.out())
        .contains("the head among them: it has the same classes")
        .contains("  mean and std: as the weights were trained with");
    assertThat(config("second").preprocessing().mean()).containsExactly(0.5, 0.5, 0.5);
    assertThat(config("second").transfer().orElseThrow().keepHead()).isTrue();
    SignetRun third =
        train("third", "--weights", folder.resolve("first/ResNetTiny_params.pkl")).requireSuccess();
    assertThat(third.out()).contains("begin anew: fc.weight, fc.bias (the head: 6 classes");
  }

  @Test
  void partOfTheWeightsIsTakenOnlyWhenAskedForAndReported() {
    train("strict", "--weights", FIXTURE, "--arch", "resnet18")
        .requireFailure(
            2, "--arch resnet18 contradicts " + FIXTURE + " (--weights), which is of tiny");
    train("layout", "--weights", FIXTURE, "--layout", "article")
        .requireFailure(2, "--layout article contradicts", "leave --layout out");
    List<NamedArray> some = new ArrayList<>();
    for (NamedArray array : TorchFile.read(FIXTURE).stateDict().arrays()) {
      if (!array.name().startsWith("layer4.")) {
        some.add(array.renamed("model." + array.name().replace("fc.", "head.")));
      }
    }
    Path file = folder.resolve("some.safetensors");
    SafeTensorsFile.write(StateDict.of(some), file);
    train("strict", "--weights", file)
        .requireFailure(1, "some.safetensors fits no network", "closest is tiny");
    SignetRun partial = train("partial", "--weights", file, "--partial").requireSuccess();
    assertThat(partial.out())
        .contains("  taken over: 54 of 74 arrays\n")
        .contains("  begin anew: layer4.0.conv1.weight,")
        .contains("  passed over: head.weight, head.bias\n");
    train("layout", "--weights", file, "--partial", "--layout", "article")
        .requireFailure(1, "closest is tiny in the layout article");
    assertThat(SignetRun.names(folder)).doesNotContain("strict", "layout");
  }

  @Test
  void theBackboneIsTakenFromWhateverHoldsItAndThatIsSaid() throws IOException {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : TorchFile.read(FIXTURE).stateDict().arrays()) {
      arrays.add(array.renamed("online.encoder." + array.name().replace("fc.", "fc.1.")));
      arrays.add(array.renamed("target.encoder." + array.name().replace("fc.", "fc.1.")));
    }
    arrays.add(NamedArray.ofFloats("criterion.weight", new float[6], 6));
    Path file = folder.resolve("lightning.safetensors");
    SafeTensorsFile.write(StateDict.of(arrays), file);
    train("two", "--weights", file)
        .requireFailure(
            1,
            "holds 2 networks: online.encoder (tiny), target.encoder (tiny); choose one (--key)");
    SignetRun run =
        train("backbone", "--weights", file, "--key", "target.encoder").requireSuccess();
    assertThat(run.out())
        .contains(" (ResNetTiny, torchvision layout, no head, fingerprint ")
        .contains("  the prefix 'target.encoder.' was taken off, and this was left over: online.")
        .contains("  it has no head that Signet knows: all but the head is taken over\n")
        .contains("  taken over: 72 of 74 arrays\n")
        .contains("  begin anew: fc.weight, fc.bias\n")
        .contains("  passed over: fc.1.weight, fc.1.bias\n");
    RunConfig config = config("backbone");
    assertThat(config.transfer().orElseThrow().key()).contains("target.encoder");
    assertThat(Json.read(RunConfig.class, Json.write(config), "it")).isEqualTo(config);
    assertThat(SignetRun.names(folder)).doesNotContain("two");
  }

  @Test
  void handsComeWithSignet() throws IOException {
    SignetRun run = train("hands", "--weights", "hands").requireSuccess();
    assertThat(run.out())
        .contains("Weights: hands (ResNetTiny, article layout, 6 classes, fingerprint ")
        .contains("  taken over: 71 of 71 arrays, the head among them: it has the same classes");
    TransferConfig transfer = config("hands").transfer().orElseThrow();
    assertThat(transfer.weights()).isEqualTo("hands");
    assertThat(transfer.partial()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--freeze stem | --freeze has no effect without --weights; add that or leave it out",
        "--partial | --partial has no effect without --weights",
        "--key ema | --key has no effect without --weights",
        "--backbone-lr 0.1 | --backbone-lr has no effect without --weights",
        "--weights hands --arch resnet18 | --arch resnet18 contradicts hands (--weights), which is of tiny; leave --arch out",
        "--weights hands --layout torchvision | --layout torchvision contradicts hands (--weights)",
        "--weights hands --partial | --partial has no effect on the weights that come with Signet",
        "--weights hands --key ema | --key has no effect on the weights that come with Signet",
        "--freeze neck --weights x.pth | frozen part (--freeze), if not all-but-head, must be one of",
        "--backbone-lr 0 --weights x.pth | (--backbone-lr) must be > 0 and <= 1000 but was 0",
        "--freeze all-but-head --backbone-lr 1e-4 --weights x.pth | --backbone-lr has no effect if"
      })
  void wrongUsageIsRefusedBeforeAnythingIsRead(String words, String said) {
    train("refused", (Object[]) words.split(" ")).requireFailure(2, said);
    assertThat(SignetRun.names(folder)).doesNotContain("refused");
  }

  @Test
  void weightsThatAreMissingOrForeignAreNamed() {
    train("refused", "--weights", folder.resolve("nowhere.pth"))
        .requireFailure(1, "there is no model at", "nowhere.pth");
    train("refused", "--weights", Path.of("../predict/src/test/resources/torch/1.13/types.pt"))
        .requireFailure(1, "types.pt fits no network that Signet knows; closest is");
    assertThat(SignetRun.names(folder)).doesNotContain("refused");
  }
}

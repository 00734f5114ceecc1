package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run goes on from any of its steps to the same bytes, whatever else it was asked for. */
class ResumeFeaturesTest {
  private static final String WEIGHTS =
      "--weights ../train/src/test/resources/weights/tiny_1000_classes.pth";

  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePicturesAndAPartOfTheWeights(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    List<NamedArray> some =
        TorchFile.read(Path.of(WEIGHTS.substring("--weights ".length())))
            .stateDict()
            .arrays()
            .stream()
            .filter(array -> !array.name().startsWith("layer4."))
            .toList();
    SafeTensorsFile.write(StateDict.of(some), shared.resolve("some.safetensors"));
  }

  /** 9 steps in 3 epochs, or fewer; it goes on from the middle of an epoch and from an end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--arch tiny --ema 0.9",
        WEIGHTS,
        "--weights SOME --partial",
        WEIGHTS + " --freeze stem,stage1",
        WEIGHTS + " --backbone-lr 1e-4",
        WEIGHTS + " --freeze stem --backbone-lr 1e-4 --ema 0.9",
        "--arch tiny --validation 0.25",
        "--arch tiny --validation 0.25 --ema 0.9 --patience 2",
        "--arch tiny --validation 0.25 --patience 1 --min-delta 1"
      })
  void goesOnToTheSameBytes(String options) throws IOException {
    Path whole = Files.createTempDirectory(folder, "whole");
    SignetRun run = SignetRun.of(words(options, whole)).requireSuccess();
    boolean early = options.contains("--min-delta");
    assertThat(run.out().contains("Ended early after ")).as(run.out()).isEqualTo(early);
    for (int step : early ? new int[] {2, 4} : new int[] {2, 3, 7}) {
      Path half = Files.createTempDirectory(folder, "half");
      copyUntil(step, whole, half);
      SignetRun resumed = SignetRun.of(List.of("train", "--resume", half)).requireSuccess();
      assertThat(resumed.out()).containsPattern("Going on from .*step " + step + "\\b");
      for (String file :
          List.of("model.safetensors", "ResNetTiny_params.pkl", "history.csv", "config.json")) {
        assertThat(half.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
      }
      assertThat(EventPayloads.of(half)).isEqualTo(EventPayloads.of(whole));
    }
  }

  private static List<?> words(String options, Path out) {
    String given = options.replace("SOME", folder.resolve("some.safetensors").toString());
    List<Object> words =
        List.of(
            "train",
            "--threads",
            1,
            "--recipe",
            "classic",
            "--batch-size",
            8,
            "--epochs",
            3,
            "--checkpoint-every",
            "0.001s",
            "--keep",
            1000,
            "--data",
            pictures,
            "--out",
            out);
    return Stream.concat(words.stream(), Stream.of(given.split(" "))).toList();
  }

  /** What a process that was killed after this step would have left. */
  private static void copyUntil(int step, Path from, Path to) throws IOException {
    Path checkpoints = Files.createDirectories(to.resolve("checkpoints"));
    Files.copy(from.resolve("config.json"), to.resolve("config.json"));
    for (int i = 1; i <= step; i++) {
      String name = String.format(Locale.ROOT, "step-%010d.safetensors", i);
      Files.copy(from.resolve("checkpoints").resolve(name), checkpoints.resolve(name));
    }
  }
}

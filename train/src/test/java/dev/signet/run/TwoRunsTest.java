package dev.signet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.ComputeConfig;
import dev.signet.config.Precision;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.ProcessSettings;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.StepCompleted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one process: neither changes a byte of the other. */
class TwoRunsTest {
  private static final RunConfig CONFIG = Runs.config(2);
  private static final DataParts DATA = Runs.data(CONFIG);

  @TempDir Path temporary;

  @Test
  void runAfterOneWithOtherSettingsGivesTheBytesThatItGivesAlone() {
    int threads = Libtorch.threads();
    RunFolder alone = train(CONFIG, "alone");
    train(other(threads == 1 ? 2 : 1), "other");
    assertThat(Libtorch.threads()).isEqualTo(threads);
    Context context = torch.globalContext();
    assertThat(context.deterministicAlgorithms()).isFalse();
    assertThat(context.deterministicMkldnn()).isFalse();
    assertThat(context.deterministicCuDNN()).isFalse();
    RunFolder after = train(CONFIG, "after");
    assertThat(after.readConfig().threads()).contains(threads);
    Runs.requireSame(alone, after);
    RunFolder otherAgain = train(other(threads == 1 ? 2 : 1), "other-again");
    Runs.requireSame(new RunFolder(temporary.resolve("other")), otherAgain);
  }

  /** Of another number of threads, precision, seed and determinism. */
  private static RunConfig other(int threads) {
    return CONFIG
        .withTraining(CONFIG.training().withCompute(new ComputeConfig(Precision.BF16, true, true)))
        .withReliability(deterministic(CONFIG.reliability()))
        .withSeed(5)
        .withThreads(threads);
  }

  private static ReliabilityConfig deterministic(ReliabilityConfig config) {
    return new ReliabilityConfig(
        config.stopping(),
        config.nonFiniteSteps(),
        config.checkpoints(),
        true,
        config.maxNativeGrowth());
  }

  @Test
  void secondRunIsRefusedWhileTheFirstIsUnderWayAndDoesNotDisturbIt() {
    RunFolder alone = train(CONFIG, "alone");
    List<Throwable> refused = new ArrayList<>();
    RunListener second =
        new RunListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            if (event.step() == 3) {
              refused.add(failureElsewhere(() -> train(other(1), "second")));
            }
          }
        };
    RunFolder first = Run.train(spec(CONFIG, "first"), second).folder();
    assertThat(refused)
        .singleElement()
        .isInstanceOfSatisfying(
            SignetException.class,
            e ->
                assertThat(e)
                    .hasMessageContaining(
                        "training %s is not possible now".formatted(path("second")))
                    .hasMessageContaining("this process is training " + path("first"))
                    .hasMessageEndingWith("wait for its end, or use another process"));
    assertThat(path("second")).doesNotExist();
    Runs.requireSame(alone, first);
    assertThat(train(other(1), "second").model()).exists();
  }

  @Test
  void networkThatIsMadeOnAnotherThreadMeanwhileChangesNothing() {
    RunFolder alone = train(CONFIG, "alone");
    int threads = Libtorch.threads();
    RunListener busy =
        new RunListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            CompletableFuture.runAsync(
                    () -> {
                      Libtorch.useThreads(threads == 1 ? 2 : 1);
                      ResNet.create(CONFIG.model(), event.step()).close();
                    },
                    task -> new Thread(task).start())
                .join();
          }
        };
    RunFolder first = Run.train(spec(CONFIG, "first"), busy).folder();
    Runs.requireSame(alone, first);
    assertThat(Libtorch.threads()).isEqualTo(threads);
  }

  @Test
  void networksThatAreMadeAtOnceHaveTheWeightsOfTheirSeeds() {
    List<CompletableFuture<Double>> sums = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      long seed = i % 2;
      sums.add(CompletableFuture.supplyAsync(() -> sum(seed), task -> new Thread(task).start()));
    }
    for (int i = 0; i < 16; i++) {
      assertThat(sums.get(i).join()).isEqualTo(sum(i % 2));
    }
  }

  private static double sum(long seed) {
    try (ResNet net = ResNet.create(CONFIG.model(), seed)) {
      return ModelState.of(net).arrays().stream()
          .filter(array -> array.name().endsWith("weight"))
          .mapToDouble(array -> array.toFloats()[0])
          .sum();
    }
  }

  @Test
  void settingsAreFreeAgainAfterARunThatFailed() {
    RunListener failing =
        new RunListener() {
          @Override
          public void runBegan(RunBegan event) {
            throw new SignetException("enough");
          }
        };
    assertThatThrownBy(() -> Run.train(spec(other(1), "run"), failing)).hasMessage("enough");
    try (ProcessSettings settings = ProcessSettings.claim("testing")) {
      assertThat(torch.globalContext().deterministicAlgorithms()).isFalse();
    }
  }

  private static Throwable failureElsewhere(Runnable task) {
    try {
      CompletableFuture.runAsync(task, each -> new Thread(each).start()).join();
      return new AssertionError("it did not fail");
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }

  private RunFolder train(RunConfig config, String name) {
    return Run.train(spec(config, name), new RunListener() {}).folder();
  }

  private RunSpec spec(RunConfig config, String name) {
    return new RunSpec(path(name), config, DATA);
  }

  private Path path(String name) {
    return temporary.resolve(name);
  }
}

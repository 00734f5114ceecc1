package dev.signet.spark.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.training.FusedOptimizer;
import dev.signet.training.GradientSync;
import dev.signet.training.Loss;
import dev.signet.training.Optimizer;
import dev.signet.training.StepResult;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class WorkerGroupTest {
  private static final String HERE = "127.0.0.1";
  private static final ComputeDevice.Type CPU = ComputeDevice.Type.CPU;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final InputSize SIZE = InputSize.square(32);
  private static final ImageSource PICTURES =
      ConfiguredData.load(new DataConfig.Synthetic(32, 6, 7), Optional.of(SIZE)).train();

  /** After some updates. */
  private record Trained(StateDict state, List<StepResult> results) {}

  @Test
  void twoWorkersOfSixteenTakeTheStepsOfOneOfThirtyTwoWithFrozenNorms() throws Exception {
    Trained whole = train(GradientSync.NONE, 3, false, IntStream.range(0, 32).toArray());
    List<Trained> halves = halves(Exchange.DEFAULT, 3, false);
    requireSame(whole, halves, 2e-6);
  }

  @Test
  void soTheyDoWithSynchronizedNorms() throws Exception {
    Trained whole = train(GradientSync.NONE, 1, true, IntStream.range(0, 32).toArray());
    requireSame(whole, halves(new Exchange(Exchange.Gradients.FP32, true), 1, true), 2e-6);
    List<Trained> own = halves(Exchange.DEFAULT, 1, true);
    assertThat(StateDictDiff.between(whole.state(), own.get(0).state()).largest())
        .as("norms of each worker's own")
        .isGreaterThan(1e-3);
  }

  @Test
  void gradientsInSixteenBitsAreTheSameForAllWorkersAndNearlyRight() throws Exception {
    Trained whole = train(GradientSync.NONE, 3, false, IntStream.range(0, 32).toArray());
    List<Trained> halves = halves(new Exchange(Exchange.Gradients.BF16, false), 3, false);
    requireSame(whole, halves, 1e-3);
    assertThat(StateDictDiff.between(whole.state(), halves.get(0).state()).largest())
        .isGreaterThan(2e-6);
  }

  /** With one GPU no more than this can be seen: each worker has one of its own. */
  @Test
  void oneWorkerWithNcclTakesTheStepsOfATrainingWithoutAny() {
    Libtorch.load();
    assumeTrue(torch.cuda_is_available(), "no CUDA device");
    ComputeDevice gpu = ComputeDevice.choose("cuda");
    int[] pictures = IntStream.range(0, 32).toArray();
    Trained alone = train(gpu, GradientSync.NONE, 3, true, pictures);
    for (boolean norms : new boolean[] {false, true}) {
      Exchange exchange = new Exchange(Exchange.Gradients.FP32, norms);
      WorkerGroup.Place place = new WorkerGroup.Place(HERE, 0, 1, gpu.type());
      try (WorkerGroup group =
          WorkerGroup.form(Rendezvous.serve(HERE, SOON), place, exchange, SOON, SOON, () -> {})) {
        requireSame(alone, List.of(train(gpu, group, 3, true, pictures)), 1e-3);
        assertThat(group.waited()).isPositive();
      }
    }
  }

  private static List<Trained> halves(Exchange exchange, int steps, boolean training)
      throws Exception {
    return together(
        2,
        exchange,
        group -> {
          int first = group.worker() * 16;
          return train(group, steps, training, IntStream.range(first, first + 16).toArray());
        });
  }

  private static void requireSame(Trained whole, List<Trained> halves, double tolerance) {
    assertThat(StateDictDiff.between(whole.state(), halves.get(0).state()).largest())
        .isLessThan(tolerance);
    for (int i = 0; i < whole.results().size(); i++) {
      StepResult one = whole.results().get(i);
      StepResult two = halves.get(0).results().get(i);
      assertThat(two.count()).isEqualTo(32);
      assertThat(two.correct()).isEqualTo(one.correct());
      assertThat(two.loss()).isCloseTo(one.loss(), within(10 * tolerance));
      assertThat(halves.get(halves.size() - 1).results().get(i)).isEqualTo(two);
    }
  }

  private static Trained train(GradientSync sync, int steps, boolean training, int[] pictures) {
    return train(ComputeDevice.choose("cpu"), sync, steps, training, pictures);
  }

  private static Trained train(
      ComputeDevice device, GradientSync sync, int steps, boolean training, int[] pictures) {
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(device));
    ModelConfig tiny = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, SIZE, 6);
    try (ResNet net = ResNet.create(tiny, 5)) {
      net.moveTo(device);
      net.train(training);
      return train(net, inputs, sync, steps, pictures);
    }
  }

  private static Trained train(
      ResNet net, Inputs inputs, GradientSync sync, int steps, int[] pictures) {
    try (Optimizer sgd = FusedOptimizer.create(new OptimizerConfig.Sgd(0.05, 0.9, false, 0), net)) {
      sync.begin(net);
      TrainingStep step = new TrainingStep(net, inputs, Loss.crossEntropy(0), sync, sgd);
      List<StepResult> results = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        results.add(step.run(PICTURES.batch(pictures), x -> x, 0.05));
      }
      return new Trained(ModelState.of(net), results);
    }
  }

  @Test
  void aLossThatIsNoNumberIsSoForAllAndTheFirstWorkerDecidesTheEnd() throws Exception {
    List<String> said =
        together(
            3,
            group -> {
              double loss = group.worker() == 1 ? Double.NaN : 1;
              StepResult step = group.together(new StepResult(loss, 1, 2));
              Optional<StopReason> end =
                  group.together(
                      group.worker() == 0
                          ? Optional.of(StopReason.EARLY)
                          : Optional.of(StopReason.TIME_LIMIT));
              return step.isFinite() + " " + step.count() + " " + end.orElseThrow();
            });

    assertThat(said).containsOnly("false 6 EARLY");
  }

  @Test
  void whoLosesAnotherFailsAtOnceAndWhoIsToldToEndDoesNotWait() throws Exception {
    List<String> said =
        together(
            2,
            group -> {
              group.together(new StepResult(1, 1, 1)); // now both are there
              if (group.worker() == 1) {
                group.close();
                return "gone";
              }
              return failure(() -> group.together(new StepResult(1, 1, 1)));
            });
    assertThat(said.get(0)).startsWith("worker 0 lost another one in the middle of a step: ");

    AtomicBoolean end = new AtomicBoolean();
    Rendezvous meeting = Rendezvous.serve(HERE, SOON);
    int port = meeting.port();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<WorkerGroup> other =
          threads.submit(
              () ->
                  WorkerGroup.form(
                      Rendezvous.find(HERE, port, SOON),
                      new WorkerGroup.Place(HERE, 1, 2, CPU),
                      Exchange.DEFAULT,
                      SOON,
                      SOON,
                      () -> {}));
      WorkerGroup group =
          WorkerGroup.form(
              meeting,
              new WorkerGroup.Place(HERE, 0, 2, CPU),
              Exchange.DEFAULT,
              SOON,
              Duration.ofMinutes(10),
              () -> {
                if (end.get()) {
                  throw new IllegalStateException("told to end");
                }
              });
      WorkerGroup silent = other.get();
      end.set(true);
      assertThatThrownBy(() -> group.together(new StepResult(1, 1, 1))).hasMessage("told to end");
      group.close();
      silent.close();
    } finally {
      threads.shutdownNow();
    }
  }

  /** What is left behind of a broken group must not reach into the next one. */
  @Test
  void aProcessThatLosesOthersAgainAndAgainCanFormTheNextGroup() throws Exception {
    for (int i = 0; i < 10; i++) {
      List<String> said =
          together(
              2,
              group -> {
                group.together(new StepResult(1, 1, 1));
                return group.worker() == 1
                    ? "gone"
                    : failure(() -> group.together(new StepResult(1, 1, 1)));
              });
      assertThat(said.get(0)).startsWith("worker 0 lost another one");
    }
  }

  @Test
  void nobodyAtTheDoorIsASentence() {
    assertThatThrownBy(() -> Rendezvous.find(HERE, 1, Duration.ofSeconds(1)))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("127.0.0.1:1 cannot be reached (")
        .hasMessageEndingWith("); the workers need every port between them open");
  }

  private static String failure(Runnable task) {
    try {
      task.run();
      return "it did not fail";
    } catch (SignetException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What each of so many workers in this process comes to, in their order. */
  private static <T> List<T> together(int workers, Function<WorkerGroup, T> work)
      throws ExecutionException, InterruptedException {
    return together(workers, Exchange.DEFAULT, work);
  }

  private static <T> List<T> together(int workers, Exchange exchange, Function<WorkerGroup, T> work)
      throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      Rendezvous meeting = Rendezvous.serve(HERE, SOON);
      int port = meeting.port();
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        running.add(
            threads.submit(
                () -> {
                  Rendezvous mine = worker == 0 ? meeting : Rendezvous.find(HERE, port, SOON);
                  WorkerGroup.Place place = new WorkerGroup.Place(HERE, worker, workers, CPU);
                  try (WorkerGroup group =
                      WorkerGroup.form(mine, place, exchange, SOON, SOON, () -> {})) {
                    return work.apply(group);
                  }
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}

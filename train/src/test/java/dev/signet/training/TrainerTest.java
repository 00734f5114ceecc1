package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.TestPictures;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Tally;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @AfterEach
  void noThreadIsLeftHoweverTheTrainingEnded() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("signet-prefetch");
  }

  @Test
  void learnsEightPicturesByHeart() {
    ImageSource eight = TestPictures.coloured(8, SIDE, CLASSES, 1);
    RunConfig run = TestPictures.run(SIDE, CLASSES, 80, 8, 0.003);
    try (ResNet net = ResNet.create(run.model(), 3)) {
      fit(run, net, eight, new StopSignal());
      Evaluator evaluator =
          new Evaluator(new Inputs(run.preprocessing(), Arithmetic.plain(CPU)), 8);
      Tally tally = evaluator.evaluate(net, eight);
      assertThat(tally.accuracy()).isEqualTo(1);
      assertThat(tally.loss()).isLessThan(0.1);
    }
  }

  @Test
  void sameSeedGivesTheSameWeightsByteForByteAndAnotherDoesNot() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 3, 8, 0.001);
    StateDict one = trained(run);
    StateDict two = trained(run);
    StateDict other = trained(TestPictures.withSeed(run, 8));
    for (NamedArray array : one.arrays()) {
      assertThat(two.get(array.name()).data()).as(array.name()).isEqualTo(array.data());
    }
    assertThat(StateDictDiff.between(one, other).isIdentical()).isFalse();
  }

  private static StateDict trained(RunConfig run) {
    try (ResNet net = ResNet.create(run.model(), new Seeds(run.seed()).weights())) {
      fit(run, net, TestPictures.coloured(21, SIDE, CLASSES, 1), new StopSignal());
      return ModelState.of(net);
    }
  }

  @Test
  void listenersAreToldEverythingInOrder() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 2, 8, 0.001);
    Recorder recorder = new Recorder();
    try (ResNet net = ResNet.create(run.model(), 0)) {
      ImageSource pictures = TestPictures.coloured(20, SIDE, CLASSES, 1);
      new Trainer(run, CPU, List.of(recorder))
          .fit(net, pictures, Optional.of(pictures), new StopSignal());
      assertThat(net.module().is_training()).isTrue();
    }
    assertThat(recorder.events)
        .containsExactly(
            "started 20 pictures 3 steps",
            "step 0 of epoch 0: 8",
            "step 1 of epoch 0: 8",
            "step 2 of epoch 0: 4",
            "epoch 0 validated 20",
            "step 3 of epoch 1: 8",
            "step 4 of epoch 1: 8",
            "step 5 of epoch 1: 4",
            "epoch 1 validated 20",
            "finished 2 epochs 6 steps interrupted false");
  }

  @Test
  void pictureLeftOverJoinsTheBatchBefore() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 1, 8, 0.001);
    Recorder recorder = new Recorder();
    try (ResNet net = ResNet.create(run.model(), 0)) {
      fit(run, net, TestPictures.coloured(17, SIDE, CLASSES, 1), new StopSignal(), recorder);
    }
    assertThat(recorder.events)
        .contains("started 17 pictures 2 steps", "step 1 of epoch 0: 9")
        .doesNotContain("step 2 of epoch 0: 1");
  }

  @Test
  void exceptionOfAListenerEndsTheTraining() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 2, 8, 0.001);
    Recorder recorder = new Recorder();
    TrainingListener full =
        new TrainingListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            throw new IllegalStateException("the disk is full");
          }
        };
    try (ResNet net = ResNet.create(run.model(), 0)) {
      ImageSource pictures = TestPictures.coloured(16, SIDE, CLASSES, 1);
      assertThatThrownBy(() -> fit(run, net, pictures, new StopSignal(), full, recorder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the disk is full");
    }
    assertThat(recorder.events).containsExactly("started 16 pictures 2 steps");
  }

  @Test
  void stopInTheMiddleOfAnEpochEndsAfterTheStep() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 4, 8, 0.001);
    StopSignal stop = new StopSignal();
    Recorder recorder = new Recorder();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            if (event.step() == 3) {
              stop.request();
            }
          }
        };
    try (ResNet net = ResNet.create(run.model(), 0)) {
      ImageSource pictures = TestPictures.coloured(24, SIDE, CLASSES, 1);
      TrainingFinished finished = fit(run, net, pictures, stop, recorder, stopper);
      assertThat(finished.epochs()).isEqualTo(1);
      assertThat(finished.steps()).isEqualTo(4);
      assertThat(finished.interrupted()).isTrue();
    }
    assertThat(recorder.events)
        .endsWith("step 3 of epoch 1: 8", "finished 1 epochs 4 steps interrupted true");
  }

  @Test
  void stopBeforeTheFirstStepTakesNone() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 4, 8, 0.001);
    StopSignal stop = new StopSignal();
    stop.request();
    try (ResNet net = ResNet.create(run.model(), 0)) {
      TrainingFinished finished = fit(run, net, TestPictures.coloured(24, SIDE, CLASSES, 1), stop);
      assertThat(finished.steps()).isZero();
      assertThat(finished.interrupted()).isTrue();
    }
  }

  @Test
  void lossThatIsNotANumberGivesBackTheLastGoodEpoch() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 3, 8, 0.001);
    try (ResNet net = ResNet.create(run.model(), 0)) {
      Poisoner poisoner = new Poisoner(net, 4);
      ImageSource pictures = TestPictures.coloured(24, SIDE, CLASSES, 1);
      assertThatThrownBy(() -> fit(run, net, pictures, new StopSignal(), poisoner))
          .isInstanceOfSatisfying(
              DivergedException.class, e -> assertThat(e.goodEpochs()).isEqualTo(1))
          .hasMessage(
              "the loss became NaN at step 5 (epoch 1); the parameters are those of the end of"
                  + " epoch 0; lower the learning rate (--lr, it was 0.001)");
      assertUnchanged(poisoner.good.get(poisoner.good.size() - 1), ModelState.of(net));
    }
  }

  @Test
  void lossThatIsNotANumberInTheFirstEpochGivesBackTheBeginning() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 3, 8, 0.001);
    try (ResNet net = ResNet.create(run.model(), 0)) {
      StateDict before = ModelState.of(net);
      ImageSource pictures = TestPictures.coloured(24, SIDE, CLASSES, 1);
      assertThatThrownBy(() -> fit(run, net, pictures, new StopSignal(), new Poisoner(net, 0)))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("at step 1 (epoch 0)")
          .hasMessageContaining("that training began with");
      assertUnchanged(before, ModelState.of(net));
    }
  }

  @Test
  void parameterSpoiledByTheLastStepOfAnEpochIsNotTakenForGood() {
    RunConfig run = TestPictures.run(SIDE, CLASSES, 2, 8, 0.001);
    try (ResNet net = ResNet.create(run.model(), 0)) {
      Poisoner poisoner = new Poisoner(net, 5); // the very last step of the run
      ImageSource pictures = TestPictures.coloured(24, SIDE, CLASSES, 1);
      assertThatThrownBy(() -> fit(run, net, pictures, new StopSignal(), poisoner))
          .isInstanceOfSatisfying(
              DivergedException.class, e -> assertThat(e.goodEpochs()).isEqualTo(1))
          .hasMessage(
              "a parameter became NaN or infinite at step 5 (epoch 1); the parameters are those of"
                  + " the end of epoch 0; lower the learning rate (--lr, it was 0.001)");
      assertThat(poisoner.good).hasSize(1);
      assertUnchanged(poisoner.good.get(0), ModelState.of(net));
    }
  }

  private static void assertUnchanged(StateDict expected, StateDict actual) {
    StateDictDiff diff = StateDictDiff.between(expected, actual);
    assertThat(diff.isIdentical()).as("%s", diff).isTrue();
    for (NamedArray array : actual.arrays()) {
      float[] values = array.toFloats();
      assertThat(IntStream.range(0, values.length).allMatch(i -> Float.isFinite(values[i])))
          .as(array.name())
          .isTrue();
    }
  }

  private static TrainingFinished fit(
      RunConfig run,
      ResNet net,
      ImageSource pictures,
      StopSignal stop,
      TrainingListener... listeners) {
    return new Trainer(run, CPU, List.of(listeners)).fit(net, pictures, Optional.empty(), stop);
  }

  /** Spoils the last layer after a step, and keeps what the network was after each epoch. */
  private static final class Poisoner implements TrainingListener {
    private final ResNet net;
    private final long step;
    private final List<StateDict> good = new ArrayList<>();

    Poisoner(ResNet net, long step) {
      this.net = net;
      this.step = step;
    }

    @Override
    public void stepCompleted(StepCompleted event) {
      if (event.step() == step) {
        StateDict state = ModelState.of(net);
        List<NamedArray> arrays = new ArrayList<>(state.arrays());
        arrays.replaceAll(
            array ->
                array.name().equals("fc.bias")
                    ? NamedArray.ofFloats("fc.bias", nans(CLASSES), CLASSES)
                    : array);
        ModelState.load(net, StateDict.of(arrays), "the poison");
      }
    }

    private static float[] nans(int count) {
      float[] values = new float[count];
      java.util.Arrays.fill(values, Float.NaN);
      return values;
    }

    @Override
    public void epochCompleted(EpochCompleted event) {
      good.add(ModelState.of(net));
    }
  }

  /** Writes down what it is told. */
  private static final class Recorder implements TrainingListener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void started(TrainingStarted event) {
      events.add(
          String.format(
              Locale.ROOT,
              "started %d pictures %d steps",
              event.pictures(),
              event.stepsPerEpoch()));
    }

    @Override
    public void stepCompleted(StepCompleted event) {
      events.add(
          String.format(
              Locale.ROOT,
              "step %d of epoch %d: %d",
              event.step(),
              event.epoch(),
              event.result().count()));
    }

    @Override
    public void epochCompleted(EpochCompleted event) {
      events.add(
          String.format(
              Locale.ROOT,
              "epoch %d validated %d",
              event.epoch(),
              event.validation().map(Tally::count).orElse(0L)));
    }

    @Override
    public void finished(TrainingFinished event) {
      events.add(
          String.format(
              Locale.ROOT,
              "finished %d epochs %d steps interrupted %s",
              event.epochs(),
              event.steps(),
              event.interrupted()));
    }
  }
}

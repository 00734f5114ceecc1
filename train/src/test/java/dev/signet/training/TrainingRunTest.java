package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.ComputedSource;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.Json;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.runfolder.RunFolder;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.pytorch.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves in the folder of its run. */
class TrainingRunTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = TestPictures.coloured(21, SIDE, CLASSES, 1);
  private static final ImageSource TEST = TestPictures.coloured(9, SIDE, CLASSES, 2);
  private static final RunConfig RUN = TestPictures.run(SIDE, CLASSES, 2, 8, 0.001);

  @TempDir Path temporary;

  @Test
  void finishedTrainingLeavesItsConfigurationAndItsModelTwice() throws IOException {
    RunFolder folder = folder("run");
    execute(RUN, folder, new StopSignal());
    assertThat(Files.readString(folder.config())).isEqualTo(Json.write(RUN));
    ModelFile model = ModelFile.read(folder.path());
    Provenance provenance = model.manifest().provenance();
    assertThat(provenance.recipe()).isEqualTo("classic");
    assertThat(provenance.seed()).isEqualTo(RUN.seed());
    assertThat(provenance.epochs()).isEqualTo(2);
    assertThat(provenance.trainingPictures()).isEqualTo(21);
    assertThat(provenance.fingerprint()).isEqualTo(Fingerprint.of(TRAIN));
    assertThat(provenance.metrics()).isEmpty();
    assertThat(model.manifest().classes()).isEqualTo(TRAIN.classes());
    Path parameters = folder.parameters(ResNetVariant.TINY);
    assertThat(
            StateDictDiff.between(model.state(), TorchFile.read(parameters).stateDict())
                .isIdentical())
        .isTrue();
  }

  @Test
  void sameSeedGivesTheSameFilesByteForByteAndAnotherSeedDoesNot() {
    RunFolder one = folder("one");
    RunFolder two = folder("two");
    RunFolder other = folder("other");
    execute(RUN, one, new StopSignal());
    execute(RUN, two, new StopSignal());
    execute(TestPictures.withSeed(RUN, 8), other, new StopSignal());
    assertThat(two.model()).hasSameBinaryContentAs(one.model());
    assertThat(two.parameters(ResNetVariant.TINY))
        .hasSameBinaryContentAs(one.parameters(ResNetVariant.TINY));
    assertThat(
            StateDictDiff.between(
                    ModelFile.read(one.model()).state(), ModelFile.read(other.model()).state())
                .isIdentical())
        .isFalse();
  }

  @Test
  void trainingThatWasStoppedIsSaved() {
    RunFolder folder = folder("stopped");
    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            if (event.step() == 4) { // the second of epoch 1
              stop.request();
            }
          }
        };
    TrainingFinished finished = execute(RUN, folder, stop, stopper);
    assertThat(finished.interrupted()).isTrue();
    assertThat(finished.steps()).isEqualTo(5);
    ModelFile model = ModelFile.read(folder.path());
    assertThat(model.manifest().provenance().epochs()).isEqualTo(1);
    assertThat(model.state().get("conv1.1.num_batches_tracked").toLongs()).containsExactly(5);
    assertThat(folder.parameters(ResNetVariant.TINY)).exists();
  }

  @Test
  void trainingThatDivergedKeepsItsLastGoodParameters() {
    RunConfig wild = TestPictures.run(SIDE, CLASSES, 40, 8, 1000);
    RunFolder folder = folder("diverged");
    assertThatThrownBy(() -> execute(wild, folder, new StopSignal()))
        .isInstanceOfSatisfying(
            DivergedException.class,
            e -> {
              ModelFile model = ModelFile.read(folder.path());
              assertThat(model.manifest().provenance().epochs()).isEqualTo(e.goodEpochs());
              assertThat(model.state().arrays()).allSatisfy(TrainingRunTest::assertFinite);
            })
        .hasMessageContaining("lower the learning rate (--lr, it was 1000.0)");
  }

  @Test
  void programTrainsOnPicturesOfItsOwnSource() {
    ImageSource train = new ComputedSource(24, SIDE, TRAIN.classes(), 1);
    ImageSource test = new ComputedSource(8, SIDE, TRAIN.classes(), 2);
    RunFolder computed = folder("computed");
    RunFolder loaded = folder("loaded");
    RunConfig run = TestPictures.run(SIDE, CLASSES, 6, 8, 0.003);
    execute(run, parts(train, test), computed);
    execute(run, parts(InMemorySource.of(train), InMemorySource.of(test)), loaded);
    Inputs inputs = new Inputs(run.preprocessing(), Arithmetic.plain(CPU));
    try (ResNet net = Networks.open(ModelFile.read(computed.path()), CPU)) {
      assertThat(new Evaluator(inputs, 8).evaluate(net, test).accuracy()).isGreaterThan(0.7);
    }
    assertThat(computed.model()).hasSameBinaryContentAs(loaded.model());
  }

  private static void assertFinite(NamedArray array) {
    for (float value : array.toFloats()) {
      assertThat(Float.isFinite(value)).as(array.name()).isTrue();
    }
  }

  private RunFolder folder(String name) {
    return RunFolder.create(temporary.resolve(name));
  }

  private static TrainingFinished execute(
      RunConfig config, RunFolder folder, StopSignal stop, TrainingListener... listeners) {
    return new TrainingRun(config, parts(TRAIN, TEST), folder, CPU, Optional.empty())
        .execute(List.of(listeners), stop);
  }

  private static void execute(RunConfig config, DataParts data, RunFolder folder) {
    new TrainingRun(config, data, folder, CPU, Optional.empty())
        .execute(List.of(), new StopSignal());
  }

  private static DataParts parts(ImageSource train, ImageSource test) {
    return new DataParts(train, Optional.empty(), Optional.of(test));
  }
}

package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.BackbonePart;
import dev.signet.config.Preprocessing;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.TransferConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.TransferSource;
import dev.signet.runfolder.RunFolder;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.StringTensorDict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that begin with the weights of another one. */
class TransferTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = TestPictures.coloured(24, SIDE, CLASSES, 1);
  private static final ImageSource TEST = TestPictures.coloured(12, SIDE, CLASSES, 2);
  private static final DataParts DATA = new DataParts(TRAIN, Optional.empty(), Optional.of(TEST));
  private static final List<BackbonePart> ALL = List.of(BackbonePart.values());

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void frozenTensorsAreByteForByteAsTheyWere(double ema) {
    Path old = writeModel(6);
    StateDict before = ModelFile.read(old).state();
    RunConfig run = run(old, List.of(BackbonePart.STEM, BackbonePart.STAGE2), Optional.empty());
    StateDict after = trained(run.withTraining(run.training().withEma(ema)));
    assertThat(after.names()).isEqualTo(before.names());
    for (NamedArray array : after.arrays()) {
      boolean frozen = array.name().startsWith("conv1.") || array.name().startsWith("conv3.");
      if (frozen) { // the article's conv1 is the stem, its conv3 the second stage
        assertThat(array.data()).as(array.name()).isEqualTo(before.get(array.name()).data());
      } else if (array.name().endsWith("weight") || array.name().endsWith("running_mean")) {
        assertThat(array.data()).as(array.name()).isNotEqualTo(before.get(array.name()).data());
      }
    }
  }

  @Test
  void frozenParametersGetNoGradients() {
    RunConfig run = run(writeModel(6), ALL, Optional.empty());
    try (ResNet net = ResNet.create(run.model(), 1)) {
      AtomicInteger steps = new AtomicInteger();
      TrainingListener looking =
          new TrainingListener() {
            @Override
            public void stepCompleted(StepCompleted step) {
              steps.incrementAndGet();
              requireGradientsOfTheHeadAlone(net);
            }
          };
      new Trainer(run, CPU, List.of(looking)).fit(net, TRAIN, Optional.empty(), new StopSignal());
      assertThat(steps.get()).isPositive();
    }
  }

  private static void requireGradientsOfTheHeadAlone(ResNet net) {
    StringTensorDict parameters = net.module().named_parameters();
    for (long i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).key().getString();
      assertThat(parameters.get(i).value().grad().defined())
          .as(name)
          .isEqualTo(ResNet.isOfHead(name));
    }
  }

  @Test
  void backboneMovesLessAtASmallerLearningRateAndTheHeadDoesNot() {
    Path old = writeModel(6);
    StateDict before = ModelFile.read(old).state();
    StateDict same = trained(run(old, List.of(), Optional.empty()));
    StateDict slow = trained(run(old, List.of(), Optional.of(1e-5)));
    double moved = distance(before, same, "conv4.0.conv1.weight");
    double movedSlowly = distance(before, slow, "conv4.0.conv1.weight");
    assertThat(movedSlowly).isPositive().isLessThan(moved / 20); // Adam's lr is 1e-3 for the head
    RunConfig plain = run(old, List.of(), Optional.empty());
    StateDict first;
    try (ResNet net = ResNet.create(plain.model(), new Seeds(plain.seed()).weights())) {
      first = ModelState.of(net);
    }
    assertThat(distance(first, slow, "fc.weight"))
        .isGreaterThan(distance(first, same, "fc.weight") / 3);
  }

  @Test
  void learnedFeaturesGiveAHeadStart() {
    RunConfig long40 = TestPictures.run(SIDE, CLASSES, 40, 8, 0.003);
    ImageSource others = TestPictures.coloured(48, SIDE, CLASSES, 9);
    DataParts parts = new DataParts(others, Optional.empty(), Optional.empty());
    RunFolder folder = RunFolder.create(temporary.resolve("old"));
    train(long40, parts, folder);
    RunConfig scratch = TestPictures.run(SIDE, CLASSES, 2, 8, 0.01);
    RunConfig frozen = scratch.withTransfer(transfer(folder.path(), ALL, Optional.empty()));
    double fromScratch = accuracy(scratch, "scratch");
    double transferred = accuracy(frozen, "transferred");
    assertThat(transferred).isGreaterThan(fromScratch + 0.2);
  }

  @Test
  void weightsThatHaveChangedAreRefused() {
    Path old = writeModel(6);
    RunConfig run = run(old, List.of(), Optional.empty());
    writeModel(7);
    assertThatThrownBy(() -> trained(run))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("model.safetensors has changed: its fingerprint was ");
  }

  private double accuracy(RunConfig config, String name) {
    RunFolder folder = RunFolder.create(temporary.resolve(name));
    train(config, DATA, folder);
    return ModelJudge.judge(ModelFile.read(folder.model()), DATA, CPU).orElseThrow().accuracy();
  }

  private static void train(RunConfig config, DataParts data, RunFolder folder) {
    new TrainingRun(config, data, folder, CPU, Optional.empty())
        .execute(List.of(), new StopSignal());
  }

  /** A tiny network of this seed with a head of its own classes. */
  private Path writeModel(long seed) {
    Path file = temporary.resolve("model.safetensors");
    try (ResNet net = ResNet.create(TestPictures.tiny(SIDE, CLASSES), seed)) {
      Manifest manifest =
          Manifest.of(
              net.config(), Preprocessing.UNIT, List.of("w", "x", "y", "z"), Provenance.UNKNOWN);
      new ModelFile(manifest, ModelState.of(net)).write(file);
    }
    return file;
  }

  private static RunConfig run(Path old, List<BackbonePart> freeze, Optional<Double> backboneLr) {
    return TestPictures.run(SIDE, CLASSES, 2, 8, 0.001)
        .withTransfer(transfer(old, freeze, backboneLr));
  }

  private static TransferConfig transfer(
      Path old, List<BackbonePart> freeze, Optional<Double> backboneLr) {
    String fingerprint = TransferSource.strict(old, Optional.empty()).fingerprint();
    return new TransferConfig(
        old.toString(), Optional.empty(), fingerprint, false, false, freeze, backboneLr);
  }

  private static StateDict trained(RunConfig run) {
    try (ResNet net = ResNet.create(run.model(), new Seeds(run.seed()).weights())) {
      TrainingRun.initialize(net, run, CPU);
      new Trainer(run, CPU, List.of()).fit(net, TRAIN, Optional.of(TEST), new StopSignal());
      return ModelState.of(net);
    }
  }

  private static double distance(StateDict from, StateDict to, String name) {
    float[] a = from.get(name).toFloats();
    float[] b = to.get(name).toFloats();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}

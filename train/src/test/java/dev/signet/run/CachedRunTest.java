package dev.signet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.CacheMode;
import dev.signet.config.DataConfig;
import dev.signet.config.Fit;
import dev.signet.config.OnUnreadable;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.Part;
import dev.signet.data.PictureFolder;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.hdf5.SignsHdf5;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.StepCompleted;
import dev.signet.training.StopReason;
import dev.signet.training.StopSignal;
import dev.signet.training.StoppingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where pictures are kept changes nothing but the time. */
class CachedRunTest {
  @TempDir Path temporary;

  private RunConfig config(Path data, CacheMode mode) {
    DataConfig files =
        new DataConfig.Files(data.toString(), Optional.empty())
            .readBy(new DataConfig.Reading(mode, OnUnreadable.SKIP));
    RunConfig config = Runs.config(3);
    return config
        .withData(new DataConfig.HeldOut(files, 0.2, Optional.empty(), Optional.empty()))
        .withTraining(
            config
                .training()
                .withLabelSmoothing(0)
                .withZeroInitResidual(false)
                .withAugmentation(new AugmentationConfig(true, 0.1, 10, 0.1, 0.1, 0, 0, 0, 0, 0)));
  }

  private RunConfig cropped(Path data, CacheMode mode) {
    RunConfig config = config(data, mode);
    AugmentationConfig crops = new AugmentationConfig(true, 0, 0, 0, 0, 0, 0, 0, 0, 0.3);
    return config.withTraining(config.training().withAugmentation(crops)).fittedBy(Fit.CROP);
  }

  private RunFolder train(RunConfig config, String name) {
    RunSpec spec = new RunSpec(temporary.resolve(name), config, Runs.data(config));
    return Run.train(spec, new RunListener() {}).folder();
  }

  private RunFolder inHalves(RunConfig config, String name) {
    StopSignal stop = new StopSignal();
    RunSpec spec = new RunSpec(temporary.resolve(name), config, Runs.data(config)).stoppedBy(stop);
    RunListener stopper =
        new RunListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            if (event.step() == 8) { // of 6 an epoch
              stop.request();
            }
          }
        };
    assertThat(Run.train(spec, stopper).finished().reason()).isEqualTo(StopReason.INTERRUPTED);
    return Run.resume(spec.folder(), new StoppingRule() {}, new RunListener() {}).folder();
  }

  @Test
  void weightsAreTheSameWhereverThePicturesAreKeptAlsoAfterAStopInAnEpoch() throws IOException {
    Path photos = PictureFolder.write(temporary.resolve("photos"), 60, 40, 6);
    Path broken = Files.writeString(photos.resolve("c/999.png"), "no picture");
    RunFolder expected = train(config(photos, CacheMode.MEMORY), "memory");
    assertThat(Files.readString(expected.unreadable()))
        .startsWith(broken.toString())
        .endsWith("\n");
    for (CacheMode mode : List.of(CacheMode.DISK, CacheMode.NONE)) {
      Runs.requireSame(expected, inHalves(config(photos, mode), mode.label()));
    }
    Path packed = temporary.resolve("train_photos.h5");
    RunConfig memory = config(photos, CacheMode.MEMORY);
    DataConfig.HeldOut held = (DataConfig.HeldOut) memory.data();
    SignsHdf5.write(
        packed,
        ConfiguredData.load(held.source(), Optional.of(memory.model().input())).train(),
        Part.TRAIN);
    RunFolder run = inHalves(config(packed, CacheMode.NONE), "packed");
    assertThat(run.parameters(ResNetVariant.TINY))
        .hasSameBinaryContentAs(expected.parameters(ResNetVariant.TINY));
    assertThat(run.history()).hasSameBinaryContentAs(expected.history());
  }

  @Test
  void randomCropsAreTheSameWhereverThePicturesAreKept() {
    Path photos = PictureFolder.write(temporary.resolve("photos"), 48, 40, 60, 6);
    RunConfig cropped = cropped(photos, CacheMode.MEMORY);
    RunFolder expected = train(cropped, "memory");
    Runs.requireSame(expected, inHalves(cropped(photos, CacheMode.DISK), "disk"));
    Runs.requireSame(expected, inHalves(cropped(photos, CacheMode.NONE), "none"));
  }
}

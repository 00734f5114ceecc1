package dev.signet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.audit.DatasetAudit;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Evaluation;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import dev.signet.training.DivergedException;
import dev.signet.training.EpochCompleted;
import dev.signet.training.ModelJudge;
import dev.signet.training.StepCompleted;
import dev.signet.training.StopReason;
import dev.signet.training.StopSignal;
import dev.signet.training.StoppingRule;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets that trains without the command line. */
class RunTest {
  private static final StoppingRule NEVER = new StoppingRule() {};
  private static final RunConfig CONFIG = Runs.config(4);
  private static final DataParts DATA = Runs.data(CONFIG);

  @TempDir Path temporary;

  @Test
  void finishedRunIsJudgedOnceAndItsModelFileSaysSo() {
    RunResult result = Run.train(spec("run"), new RunListener() {});
    RunFolder folder = result.folder();
    ModelJudged judged = result.judged().orElseThrow();
    Evaluation evaluation = result.evaluation().orElseThrow();
    assertThat(judged.test().orElseThrow().accuracy()).isEqualTo(evaluation.accuracy());
    assertThat(EvaluationFile.read(folder.evaluation())).isEqualTo(evaluation);
    ModelFile model = ModelFile.read(folder.model());
    Provenance provenance = model.manifest().provenance();
    assertThat(provenance.metrics())
        .containsOnlyKeys("train_accuracy", "test_accuracy")
        .containsEntry("train_accuracy", judged.train().accuracy())
        .containsEntry("test_accuracy", evaluation.accuracy());
    assertThat(provenance.score()).contains(evaluation.score());
    assertThat(provenance.audit()).contains(DatasetAudit.read(folder.audit()).verdict());
    assertThat(model.manifest().confidence().orElseThrow().rule())
        .isEqualTo(judged.fit().orElseThrow().confidence().rule());
    assertThat(folder.predictions()).content().hasLineCount(1 + (int) evaluation.count());
    assertThat(result.complete()).isTrue();
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    try (ResNet net = Networks.open(model, cpu)) {
      assertThat(ModelJudge.evaluator(model.manifest(), cpu).evaluate(net, DATA.train()).accuracy())
          .isEqualTo(judged.train().accuracy());
    }
    assertThat(ModelJudge.judge(model, DATA, cpu)).contains(evaluation);
  }

  @Test
  void listenerIsToldWhatHappensInItsOrder() {
    List<String> said = new ArrayList<>();
    Run.train(spec("run"), new Names(said));
    assertThat(said)
        .containsExactly(
            "began",
            "audited",
            "started",
            "epoch 0",
            "epoch 1",
            "epoch 2",
            "epoch 3",
            "finished",
            "saved",
            "judged",
            "written");
  }

  @Test
  void stoppedRunGoesOnAsIfItHadNeverStopped() {
    RunFolder whole = Run.train(spec("whole"), new RunListener() {}).folder();
    StopSignal stop = new StopSignal();
    Path path = temporary.resolve("halves");
    RunResult first = Run.train(spec("halves").stoppedBy(stop), new StopAt(stop, 5));
    assertThat(first.finished().reason()).isEqualTo(StopReason.INTERRUPTED);
    assertThat(first.judged()).isEmpty();
    List<String> said = new ArrayList<>();
    RunResult second = Run.resume(path, NEVER, new Names(said));
    assertThat(second.finished().reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(said).startsWith("began", "audited", "started");
    Runs.requireSame(whole, second.folder());
  }

  @Test
  void anotherRunDoesNotGoOnInItsFolder() {
    StopSignal stop = new StopSignal();
    RunResult first = Run.train(spec("run").stoppedBy(stop), new StopAt(stop, 1));
    try (StoppedRun stopped = StoppedRun.open(first.folder().path(), problem -> {})) {
      assertThat(stopped.position().orElseThrow().step()).isEqualTo(2);
      RunSpec other = spec("run").with(CONFIG.withSeed(9), first.folder().path());
      assertThatThrownBy(() -> stopped.resume(other, new RunListener() {}))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("a run that goes on (--resume) must be what it was, but seed");
      assertThatThrownBy(() -> stopped.resume(spec("elsewhere"), new RunListener() {}))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageEndingWith("elsewhere; give its own folder");
    }
  }

  @Test
  void folderOfAnotherTrainingIsRefusedAndLeftAlone() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    try (RunLock lock = RunLock.acquire(folder)) {
      assertThatThrownBy(() -> Run.train(spec("run"), new RunListener() {}))
          .isInstanceOf(SignetException.class)
          .hasMessageContaining("is in use by another training");
    }
    assertThat(folder.path()).isDirectory();
  }

  @Test
  void folderOfARunThatFailedBeforeAnEpochHasEndedIsGone() {
    RunListener failing =
        new RunListener() {
          @Override
          public void stepCompleted(StepCompleted event) {
            throw new SignetException("enough");
          }
        };
    assertThatThrownBy(() -> Run.train(spec("run"), failing)).hasMessage("enough");
    assertThat(temporary.resolve("run")).doesNotExist();
    assertThat(Run.train(spec("run"), new RunListener() {}).complete()).isTrue();
  }

  @Test
  void divergedRunSaysThatItsLastGoodParametersWereSaved() {
    RunConfig wild = TestPictures.run(16, 4, 40, 8, 1000);
    DataParts coloured =
        new DataParts(TestPictures.coloured(21, 16, 4, 1), Optional.empty(), Optional.empty());
    List<String> said = new ArrayList<>();
    RunSpec spec = new RunSpec(temporary.resolve("wild"), wild, coloured);
    assertThatThrownBy(() -> Run.train(spec, new Names(said)))
        .isInstanceOf(DivergedException.class);
    assertThat(said).endsWith("saved").doesNotContain("finished");
    assertThat(temporary.resolve("wild").resolve("model.safetensors")).exists();
  }

  @Test
  void fileThatCannotBeWrittenIsSaidAndTheRunIsIncomplete() {
    List<String> said = new ArrayList<>();
    Names spoiler =
        new Names(said) {
          @Override
          public void runBegan(RunBegan event) {
            makeFolder(event.folder().history()); // where a file is to be
          }
        };
    RunResult result = Run.train(spec("run"), spoiler);
    assertThat(result.complete()).isFalse();
    assertThat(result.judged()).isPresent();
    assertThat(said).anyMatch(line -> line.startsWith("failed: ") && line.contains("history.csv"));
  }

  private static void makeFolder(Path path) {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new SignetException("no folder", e);
    }
  }

  @Test
  void withoutAnAuditNoneIsMade() {
    RunSpec plain =
        new RunSpec(
            temporary.resolve("run"),
            CONFIG,
            new AuditedData(DATA, false),
            ComputeDevice.choose("cpu"),
            NEVER);
    RunFolder folder = Run.train(plain, new RunListener() {}).folder();
    assertThat(folder.audit()).doesNotExist();
    assertThat(ModelFile.read(folder.model()).manifest().provenance().audit()).isEmpty();
    assertThat(folder.parameters(ResNetVariant.TINY)).exists();
    assertThat(folder.readConfig()).isEqualTo(CONFIG.withThreads(Libtorch.threads()));
  }

  @Test
  void dataWithoutOtherPartsIsTrainedOnAndNotJudged() {
    DataParts alone = new DataParts(DATA.train(), Optional.empty(), Optional.empty());
    RunResult result =
        Run.train(new RunSpec(temporary.resolve("run"), CONFIG, alone), new RunListener() {});
    assertThat(result.judged().orElseThrow().train().count()).isEqualTo(DATA.train().size());
    assertThat(result.evaluation()).isEmpty();
    assertThat(result.folder().evaluation()).doesNotExist();
  }

  private RunSpec spec(String name) {
    return new RunSpec(temporary.resolve(name), CONFIG, DATA);
  }

  /** Asks for a stop after a step. */
  private record StopAt(StopSignal stop, long step) implements RunListener {
    @Override
    public void stepCompleted(StepCompleted event) {
      if (event.step() == step) {
        stop.request();
      }
    }
  }

  /** Writes down what it was told. */
  private static class Names implements RunListener {
    private final List<String> said;

    Names(List<String> said) {
      this.said = said;
    }

    @Override
    public void runBegan(RunBegan event) {
      said.add("began");
    }

    @Override
    public void dataAudited(DataAudited event) {
      said.add("audited");
    }

    @Override
    public void started(TrainingStarted event) {
      said.add("started");
    }

    @Override
    public void epochCompleted(EpochCompleted event) {
      said.add("epoch " + event.epoch());
    }

    @Override
    public void warned(TrainingWarning event) {
      said.add("warned: " + event.message());
    }

    @Override
    public void finished(TrainingFinished event) {
      said.add("finished");
    }

    @Override
    public void modelSaved(ModelSaved event) {
      said.add("saved");
    }

    @Override
    public void modelJudged(ModelJudged event) {
      said.add("judged");
    }

    @Override
    public void reportWritten(ReportWritten event) {
      said.add("written");
    }

    @Override
    public void reportFailed(ReportFailed event) {
      said.add("failed: " + event.problem());
    }
  }
}

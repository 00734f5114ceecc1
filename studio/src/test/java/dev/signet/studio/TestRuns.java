package dev.signet.studio;

import dev.signet.confidence.ConfidenceRule;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.listeners.CsvEpochs;
import dev.signet.listeners.ProgressFile;
import dev.signet.listeners.WatchedFile;
import dev.signet.metrics.EvaluatedSet;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import dev.signet.metrics.Tally;
import dev.signet.runfolder.EpochRecord;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepCompleted;
import dev.signet.training.StepResult;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A training as its observers see it, played without a network: what is in the folder was written
 * by the observers of real trainings.
 */
public final class TestRuns implements AutoCloseable {
  /** Pictures that these trainings are watched by. */
  public static final ImageSource PICTURES =
      ConfiguredData.loadTest(
          new DataConfig.Synthetic(6, 60, 7), Optional.of(InputSize.square(64)));

  private static final int STEPS = 15;
  private static final long STEP_NANOS = 4_000_000_000L / STEPS;
  private static final int BATCH = 32;

  private final RunFolder folder;
  private final int epochs;
  private final Random random;
  private final AtomicLong nanos = new AtomicLong(); // a clock that only training moves
  private final CsvEpochs history;
  private final ProgressFile progress;
  private final List<TrainingListener> listeners;
  private int epoch;
  private int step; // of the epoch that is under way
  private LabelledLogits answers;

  private TestRuns(Path path, int epochs, long seed) {
    this.folder = new RunFolder(path);
    this.epochs = epochs;
    random = new Random(seed);
    history = CsvEpochs.history(folder.history());
    progress = new ProgressFile(folder.progress(), nanos::get);
    listeners = List.of(history, progress, new WatchedFile(folder.watched(), PICTURES, nanos::get));
    answers = answers();
  }

  /** A training of so many epochs that has begun. */
  public static TestRuns begin(Path path, int epochs, long seed) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestRuns run = new TestRuns(path, epochs, seed);
    RunConfig config = config(epochs, seed);
    run.folder.writeConfig(config);
    run.listeners.forEach(each -> each.started(TrainingStarted.anew(config, STEPS * BATCH, STEPS)));
    return run;
  }

  /** A training that is over. */
  public static Path finished(Path path, int epochs, long seed) {
    try (TestRuns run = begin(path, epochs, seed)) {
      run.train(epochs);
      run.finish(StopReason.COMPLETED);
      run.judge();
    }
    return path;
  }

  private static RunConfig config(int epochs, long seed) {
    ModelConfig model =
        new ModelConfig(ResNetVariant.RESNET34, Layout.ARTICLE, InputSize.square(64), 6);
    RunConfig config = RunConfig.of(Recipe.FAST, DataConfig.Synthetic.DEFAULT, model, seed);
    return config.withTraining(config.training().withEpochs(epochs));
  }

  /** Goes on by so many epochs. */
  public void train(int more) {
    for (int i = 0; i < more; i++) {
      steps(STEPS - step);
      step = 0;
      answers = answers();
      Tally tally = Tally.of(answers);
      EpochRecord record =
          new EpochRecord(
              epoch,
              loss(),
              accuracy(),
              Optional.of(tally.loss()),
              Optional.of(tally.accuracy()),
              0.001,
              250,
              4.0 * (epoch + 1),
              0,
              0,
              System.currentTimeMillis());
      listeners.forEach(
          each ->
              each.epochCompleted(
                  new EpochCompleted(record, Optional.of(tally), Optional.of(answers))));
      epoch++;
    }
  }

  /** Takes the first steps of the epoch that is under way. */
  public void steps(int count) {
    for (int last = step + count; step < last; step++) {
      double lr = 0.001 * Math.sin(Math.PI * (epoch + (step + 1.0) / STEPS) / (epochs + 0.1));
      StepResult result =
          new StepResult(loss() + 0.2 * random.nextGaussian() * loss(), BATCH / 2, BATCH);
      StepCompleted event = new StepCompleted(epoch, (long) epoch * STEPS + step, lr, result);
      nanos.addAndGet(STEP_NANOS);
      listeners.forEach(each -> each.stepCompleted(event));
    }
  }

  private double loss() {
    return 0.1 + 1.7 * Math.exp(-3.0 * epoch / epochs);
  }

  private double accuracy() {
    return 1 - 0.8 * Math.exp(-3.0 * epoch / epochs);
  }

  /** The answers of a network that is a little surer of the truth with each epoch. */
  private LabelledLogits answers() {
    List<float[]> logits = new ArrayList<>();
    int[] labels = IntStream.range(0, PICTURES.size()).map(PICTURES::label).toArray();
    for (int label : labels) {
      float[] row = new float[PICTURES.classes().size()];
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) random.nextGaussian();
      }
      row[label] += (float) (4.0 * (epoch + 1) / epochs);
      logits.add(row);
    }
    return new LabelledLogits(logits, labels);
  }

  /** Ends it. */
  public void finish(StopReason reason) {
    TrainingFinished event =
        new TrainingFinished(epoch, (long) epoch * STEPS, reason, Duration.ofSeconds(4L * epoch));
    listeners.forEach(each -> each.finished(event));
  }

  private void judge() {
    List<String> ids = IntStream.range(0, PICTURES.size()).mapToObj(i -> PICTURES.id(i)).toList();
    EvaluatedSet set =
        new EvaluatedSet(PICTURES.name(), PICTURES.classes(), ids, Leak.noneOf(ids.size()));
    EvaluationFile.write(Evaluation.of(set, answers, ConfidenceRule.NONE), folder.evaluation());
    try {
      Files.writeString(folder.report(), "<!DOCTYPE html><title>Report</title><p>All of it.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    progress.close();
    history.close();
  }
}

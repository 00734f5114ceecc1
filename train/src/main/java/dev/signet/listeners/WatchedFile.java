package dev.signet.listeners;

import dev.signet.data.ImageSource;
import dev.signet.metrics.ClassReport;
import dev.signet.metrics.LabelledLogits;
import dev.signet.runfolder.WatchedEpoch;
import dev.signet.runfolder.WatchedEpoch.Sample;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Writes {@link WatchedEpoch} for whoever watches the run's folder, from the answers that the
 * epoch's evaluation gave: nothing is computed a second time. At most once a second; what came in
 * between is written at the end. Not safe for use by several threads.
 */
public final class WatchedFile implements TrainingListener {
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final int SAMPLES = 12;
  private static final int MISTAKES = 6;

  private final Path file;
  private final ImageSource pictures;
  private final LongSupplier nanoTime;
  private final Thumbnails thumbnails;
  private final int[] samples;
  private Optional<EpochCompleted> waiting = Optional.empty();
  private long written;

  /**
   * A file about these pictures.
   *
   * @param pictures that the training is watched by
   */
  public WatchedFile(Path file, ImageSource pictures) {
    this(file, pictures, System::nanoTime);
  }

  /**
   * A file about these pictures by another clock.
   *
   * @param nanoTime nanoseconds since whenever
   */
  public WatchedFile(Path file, ImageSource pictures, LongSupplier nanoTime) {
    this.file = file;
    this.pictures = pictures;
    this.nanoTime = nanoTime;
    written = nanoTime.getAsLong() - PAUSE_NANOS;
    thumbnails = new Thumbnails(pictures);
    samples = ClassSample.of(pictures, SAMPLES);
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    waiting = Optional.of(event);
    if (nanoTime.getAsLong() - written >= PAUSE_NANOS) {
      write();
    }
  }

  @Override
  public void finished(TrainingFinished event) {
    write();
  }

  private void write() {
    waiting.ifPresent(event -> event.answers().ifPresent(answers -> write(event.epoch(), answers)));
    waiting = Optional.empty();
    written = nanoTime.getAsLong();
  }

  private void write(int epoch, LabelledLogits answers) {
    List<String> classes = pictures.classes();
    new WatchedEpoch(
            epoch,
            pictures.name(),
            classes,
            classes.size() > WatchedEpoch.MOST_CLASSES
                ? List.of()
                : ClassReport.of(answers, classes).confusion(),
            IntStream.of(samples).mapToObj(index -> sample(index, answers)).toList(),
            mistakes(answers))
        .write(file);
  }

  private List<Sample> mistakes(LabelledLogits answers) {
    return IntStream.range(0, answers.size())
        .filter(index -> !answers.correct(index))
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer index) -> answers.confidence(index, 1)).reversed())
        .limit(MISTAKES)
        .map(index -> sample(index, answers))
        .toList();
  }

  private Sample sample(int index, LabelledLogits answers) {
    return new Sample(
        pictures.id(index),
        pictures.classes().get(answers.label(index)),
        pictures.classes().get(answers.predicted(index)),
        answers.confidence(index, 1),
        thumbnails.of(index));
  }
}

package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.listeners.tensorboard.EventReader;
import dev.signet.listeners.tensorboard.EventReader.Event;
import dev.signet.training.TrainingStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorBoardReportTest {
  private static final String ARTICLE = "Layers=34, lr=0.001, epochs=50";

  @TempDir Path folder;

  @Test
  void articlesCurveHasItsTagAndEveryFifthEpoch() throws IOException {
    try (TensorBoardReport report = new TensorBoardReport(folder)) {
      report.started(TrainingStarted.anew(article(), 1080, 34));
      for (int epoch = 0; epoch < 12; epoch++) {
        report.epochCompleted(TestEvents.epoch(epoch, 2.0 / (epoch + 1), Optional.of(1.25)));
      }
    }
    List<Event> events = points();
    assertThat(events.stream().filter(event -> event.tag().equals(ARTICLE)))
        .extracting(Event::step, Event::value)
        .containsExactly(
            tuple(0L, 2f), tuple(5L, (float) (2.0 / 6)), tuple(10L, (float) (2.0 / 11)));
  }

  @Test
  void everyEpochHasAPointOfEveryCurve() throws IOException {
    try (TensorBoardReport report = new TensorBoardReport(folder)) {
      report.started(TrainingStarted.anew(article(), 1080, 34));
      report.epochCompleted(TestEvents.epoch(3, 1.5, Optional.of(1.25)));
      report.epochCompleted(TestEvents.epoch(4, 1.5, Optional.empty()));
    }
    assertThat(
            points().stream()
                .map(e -> String.format(Locale.ROOT, "%d %s %s", e.step(), e.tag(), e.value())))
        .containsExactly(
            "3 loss/train 1.5",
            "3 accuracy/train 0.5",
            "3 loss/validation 1.25",
            "3 accuracy/validation 0.75",
            "3 learning_rate 0.001",
            "3 pictures_per_second 123.456",
            "3 native/megabytes 3.0",
            "3 native/objects 42.0",
            "4 loss/train 1.5",
            "4 accuracy/train 0.5",
            "4 learning_rate 0.001",
            "4 pictures_per_second 123.456",
            "4 native/megabytes 3.0",
            "4 native/objects 42.0");
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.001", "0.0003, 0.0003", "0.01, 0.01", "0.1, 0.1"})
  void learningRateIsWrittenAsPythonWritesIt(double lr, String written) {
    RunConfig run = article();
    RunConfig other =
        run.withTraining(
            run.training()
                .withOptimizer(run.training().optimizer().withLr(lr), run.training().schedule()));
    assertThat(TensorBoardReport.articleTag(other))
        .isEqualTo("Layers=34, lr=" + written + ", epochs=50");
  }

  private static RunConfig article() {
    ModelConfig model =
        new ModelConfig(ResNetVariant.RESNET34, Layout.ARTICLE, InputSize.square(64), 6);
    return RunConfig.of(Recipe.CLASSIC, DataConfig.Synthetic.DEFAULT, model, 0);
  }

  private List<Event> points() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Event> events = EventReader.read(files.findFirst().orElseThrow());
      return events.subList(1, events.size());
    }
  }
}

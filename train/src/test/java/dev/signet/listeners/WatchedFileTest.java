package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.data.ImageSource;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Tally;
import dev.signet.runfolder.WatchedEpoch;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  private static final ImageSource PICTURES = TestPictures.coloured(30, 16, 3, 1);

  @TempDir Path folder;

  /** Picture i is taken for class 0 with a margin of i: two thirds are wrong, the last the most. */
  private static EpochCompleted epoch(int epoch) {
    List<float[]> logits = new ArrayList<>();
    for (int i = 0; i < PICTURES.size(); i++) {
      logits.add(new float[] {0.1f * i + epoch, 0, 0});
    }
    int[] labels = IntStream.range(0, PICTURES.size()).map(PICTURES::label).toArray();
    LabelledLogits answers = new LabelledLogits(logits, labels);
    EpochCompleted plain = TestEvents.epoch(epoch, 1, Optional.of(1.0));
    return new EpochCompleted(plain.record(), Optional.of(Tally.of(answers)), Optional.of(answers));
  }

  @Test
  void epochLeavesMatrixSamplesAndMistakes() throws IOException {
    Path file = folder.resolve("watched.json");
    new WatchedFile(file, PICTURES).epochCompleted(epoch(1));
    WatchedEpoch watched = WatchedEpoch.read(file);
    assertThat(watched.epoch()).isEqualTo(1);
    assertThat(watched.data()).isEqualTo("coloured");
    assertThat(watched.classes()).containsExactly("c0", "c1", "c2");
    assertThat(watched.confusion())
        .containsExactly(List.of(10L, 0L, 0L), List.of(10L, 0L, 0L), List.of(10L, 0L, 0L));
    assertThat(watched.samples()).hasSize(12);
    assertThat(watched.samples().stream().map(WatchedEpoch.Sample::label))
        .startsWith("c0", "c1", "c2", "c0");
    assertThat(watched.mistakes().stream().map(WatchedEpoch.Sample::id))
        .startsWith("picture 29", "picture 28", "picture 26")
        .hasSize(6);
    WatchedEpoch.Sample surest = watched.mistakes().get(0);
    assertThat(surest.predicted()).isEqualTo("c0");
    assertThat(surest.probability()).isBetween(0.9, 1.0);
    byte[] png = Base64.getDecoder().decode(surest.png());
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(picture.getRGB(3, 5)).isEqualTo(PICTURES.toImage(29).getRGB(3, 5));
  }

  @Test
  void epochThatCameTooSoonIsWrittenAtTheEnd() {
    Path file = folder.resolve("watched.json");
    AtomicLong now = new AtomicLong();
    WatchedFile watched = new WatchedFile(file, PICTURES, now::get);
    watched.epochCompleted(epoch(0));
    now.set(999_999_999);
    watched.epochCompleted(epoch(1));
    assertThat(WatchedEpoch.read(file).epoch()).isZero();
    now.set(1_000_000_000);
    watched.epochCompleted(epoch(2));
    assertThat(WatchedEpoch.read(file).epoch()).isEqualTo(2);
    watched.epochCompleted(epoch(3));
    watched.finished(new TrainingFinished(4, 12, StopReason.COMPLETED, Duration.ZERO));
    assertThat(WatchedEpoch.read(file).epoch()).isEqualTo(3);
  }

  @Test
  void samplesAreTheSameAndDifferent() {
    assertThat(ClassSample.of(PICTURES, 12)).doesNotHaveDuplicates().hasSize(12);
    assertThat(ClassSample.of(PICTURES, 12)).isEqualTo(ClassSample.of(PICTURES, 12));
    assertThat(ClassSample.of(PICTURES, 2)).containsExactly(0, 1);
    assertThat(ClassSample.of(TestPictures.coloured(5, 16, 3, 1), 12))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void largePicturesAreMadeSmall() throws IOException {
    ImageSource large = TestPictures.coloured(2, 200, 2, 1);
    byte[] png = Base64.getDecoder().decode(new Thumbnails(large).of(0));
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(96, 96);
  }
}

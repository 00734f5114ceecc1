package dev.signet.listeners.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.listeners.tensorboard.EventReader.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir Path folder;

  @Test
  void firstEventIsTheVersionAndTheOthersAreThePoints() throws IOException {
    double before = System.currentTimeMillis() / 1000.0;
    Path file;
    try (EventFile events = EventFile.create(folder)) {
      file = events.path();
      events.scalar("loss/train", 0, 1.5, Instant.now());
      events.scalar("Verlust, lr=0.001 ü", 5_000_000_000L, Double.NaN, Instant.now());
      events.scalar("loss/train", 1, 0, Instant.now());
    }
    List<Event> events = EventReader.read(file);
    assertThat(events).hasSize(4);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).step()).isZero();
    assertThat(events.get(1).tag()).isEqualTo("loss/train");
    assertThat(events.get(1).value()).isEqualTo(1.5f);
    assertThat(events.get(2).step()).isEqualTo(5_000_000_000L);
    assertThat(events.get(2).tag()).isEqualTo("Verlust, lr=0.001 ü");
    assertThat(events.get(2).value()).isNaN();
    assertThat(events.get(3).value()).isZero();
    assertThat(events)
        .allSatisfy(event -> assertThat(event.wallTime()).isBetween(before, before + 60));
  }

  /** The bytes of a HistogramProto, field by field, as protobuf's own encoding rules have them. */
  @Test
  void histogramHasTheFieldsOfItsMessage() throws IOException {
    EventHistogram slice =
        new EventHistogram(-1, 2, 1.5, 9, new double[] {0, 1, 2}, new double[] {1, 0, 3});
    Path file;
    try (EventFile events = EventFile.create(folder)) {
      file = events.path();
      events.histogram("gradient/conv1", 7, slice, Instant.now());
    }
    EventReader.Histogram read = EventReader.readHistograms(file).get(0);
    assertThat(read.step()).isEqualTo(7);
    assertThat(read.tag()).isEqualTo("gradient/conv1");
    assertThat(read.scalars()).containsExactly(-1.0, 2.0, 4.0, 1.5, 9.0);
    assertThat(read.bounds()).containsExactly(0.0, 1.0, 2.0);
    assertThat(read.counts()).containsExactly(1.0, 0.0, 3.0);
  }

  /** The number is from a CRC-32C bit by bit in Python, not from the arithmetic that is tested. */
  @Test
  void lengthHasTheChecksumOfTheFormat() throws IOException {
    Path file;
    try (EventFile events = EventFile.create(folder)) {
      file = events.path();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getLong()).isEqualTo(24);
    assertThat(bytes.getInt()).isEqualTo(0x224b7fa3);
  }

  @Test
  void pointIsInTheFileWhileTheTrainingGoesOn() throws IOException {
    try (EventFile events = EventFile.create(folder)) {
      events.scalar("loss/train", 0, 1.5, Instant.now());
      assertThat(EventReader.read(events.path())).hasSize(2);
    }
  }

  @Test
  void newFileTakesThePlaceOfOlderOnes() throws IOException {
    Files.writeString(folder.resolve("events.out.tfevents.0000000001.host"), "old");
    Path newest = folder.resolve("events.out.tfevents.0000000002.host");
    Files.writeString(newest, "half a rec");
    try (EventFile events = EventFile.create(folder)) {
      events.scalar("loss/train", 0, 1.5, Instant.now());
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(newest);
    }
    assertThat(EventReader.read(newest)).hasSize(2);
  }

  @Test
  void nameIsWhatTensorBoardLooksFor() {
    try (EventFile events = EventFile.create(folder)) {
      assertThat(events.path().getFileName().toString())
          .matches("events\\.out\\.tfevents\\.\\d{10}\\..+");
    }
  }

  @Test
  void absentFolderIsNamed() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> EventFile.create(absent))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("cannot write " + absent)
        .hasMessageEndingWith(": its folder does not exist; choose another name or folder");
  }
}

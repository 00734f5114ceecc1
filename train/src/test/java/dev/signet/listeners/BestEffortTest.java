package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestEffortTest {
  private static final TrainingFinished EVENT =
      new TrainingFinished(1, 2, StopReason.COMPLETED, Duration.ofSeconds(3));

  private final List<String> problems = new ArrayList<>();

  /** A report on a disk that is full. */
  private static final class Full implements TrainingListener, AutoCloseable {
    private int told;
    private int closed;

    @Override
    public void finished(TrainingFinished event) {
      told++;
      throw new SignetException("cannot write x: no space");
    }

    @Override
    public void close() {
      closed++;
      throw new SignetException("cannot write x: still no space");
    }
  }

  @Test
  void failureIsSaidOnceAndTheReportIsToldNothingMore() {
    Full full = new Full();
    BestEffort report = new BestEffort(full, problems::add);
    report.finished(EVENT);
    report.finished(EVENT);
    report.close();
    assertThat(problems)
        .containsExactly("cannot write x: no space; the training goes on without it");
    assertThat(full.told).isEqualTo(1);
    assertThat(full.closed).isEqualTo(1);
    assertThat(report.failed()).isTrue();
  }

  @Test
  void failureToCloseIsSaidToo() {
    BestEffort report = new BestEffort(new Full(), problems::add);
    report.close();
    assertThat(problems).hasSize(1);
    assertThat(report.failed()).isTrue();
  }

  @Test
  void eventsReachAReportThatWorks() {
    List<TrainingFinished> events = new ArrayList<>();
    TrainingListener works =
        new TrainingListener() {
          @Override
          public void finished(TrainingFinished event) {
            events.add(event);
          }
        };
    try (BestEffort report = new BestEffort(works, problems::add)) {
      report.finished(EVENT);
      assertThat(report.failed()).isFalse();
    }
    assertThat(events).containsExactly(EVENT);
    assertThat(problems).isEmpty();
  }

  @Test
  void faultOfTheProgramIsNotHidden() {
    TrainingListener wrong =
        new TrainingListener() {
          @Override
          public void finished(TrainingFinished event) {
            throw new IllegalStateException("a fault");
          }
        };
    BestEffort report = new BestEffort(wrong, problems::add);
    assertThatThrownBy(() -> report.finished(EVENT)).hasMessage("a fault");
  }
}

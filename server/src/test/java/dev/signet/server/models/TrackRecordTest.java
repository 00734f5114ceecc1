package dev.signet.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.Provenance;
import dev.signet.artifact.Score;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
  @Test
  void modelFileTellsItsScoreAndItsAudit() {
    Score score = new Score("held out", 10, 9, 0, 0);
    Provenance told =
        Provenance.UNKNOWN.judged(
            Map.of(), Optional.of(score), Optional.of("nothing wrong was found"));
    assertThat(TrackRecord.of(told))
        .isEqualTo(new TrackRecord(Optional.of(score), Optional.of("nothing wrong was found")));
  }

  @Test
  void weightsOfOthersTellNothing() {
    assertThat(TrackRecord.of(Provenance.UNKNOWN))
        .isEqualTo(new TrackRecord(Optional.empty(), Optional.empty()));
  }
}

package dev.signet.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.EvaluationFile;
import dev.signet.artifact.Provenance;
import dev.signet.artifact.Score;
import dev.signet.metrics.ConfidenceRule;
import dev.signet.metrics.JudgedSet;
import dev.signet.metrics.Judgement;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackRecordTest {
  private static final Score OWN = new Score("its own", 10, 9, 0, 0);

  @TempDir private Path run;

  @BeforeEach
  void judge() throws IOException {
    JudgedSet set =
        new JudgedSet(
            "beside it",
            List.of("left", "right"),
            List.of("a", "b", "c"),
            List.of(Leak.NONE, Leak.IDENTICAL, Leak.NONE));
    List<float[]> logits = List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 0});
    LabelledLogits answers = new LabelledLogits(logits, new int[] {0, 1, 1});
    EvaluationFile.write(
        Judgement.of(set, answers, ConfidenceRule.NONE), run.resolve("evaluation.json"));
    Files.writeString(run.resolve("audit.json"), "{\"verdict\": \"one leaks\", \"findings\": []}");
  }

  @Test
  void folderTellsWhatAnOldModelFileDoesNot() {
    assertThat(TrackRecord.of(Provenance.UNKNOWN, run))
        .isEqualTo(
            new TrackRecord(
                Optional.of(new Score("beside it", 3, 2, 1, 1)), Optional.of("one leaks")));
  }

  @Test
  void modelFileIsBelievedBeforeTheFolder() {
    Provenance told =
        Provenance.UNKNOWN.judged(Optional.of(OWN), Optional.of("nothing wrong was found"));
    assertThat(TrackRecord.of(told, run))
        .isEqualTo(new TrackRecord(Optional.of(OWN), Optional.of("nothing wrong was found")));
  }

  @Test
  void fileWithoutItsFolderIsNotJudgedByItsNeighbours() {
    assertThat(TrackRecord.of(Provenance.UNKNOWN, run.resolve("model.safetensors")))
        .isEqualTo(new TrackRecord(Optional.empty(), Optional.empty()));
  }

  @Test
  void damagedReportsAreDoneWithout() throws IOException {
    Files.writeString(run.resolve("evaluation.json"), "{");
    Files.writeString(run.resolve("audit.json"), "[");
    assertThat(TrackRecord.of(Provenance.UNKNOWN, run))
        .isEqualTo(new TrackRecord(Optional.empty(), Optional.empty()));
  }
}

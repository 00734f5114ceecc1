package dev.signet.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class CheckpointStoreTest {
  private static final String NAME = "step-0000000004.safetensors";

  @TempDir Path temporary;
  private CheckpointStore store;
  private RunFolder run;

  @BeforeEach
  void begin() throws Exception {
    store = new CheckpointStore(temporary.resolve("kept").toString(), 2, new Configuration());
    run = new RunFolder(Files.createDirectories(temporary.resolve("worker")).resolve("run"));
  }

  @Test
  void damagedCheckpointsAreSaidAndANewRunCanBegin() throws Exception {
    Path kept = Files.createDirectories(temporary.resolve("kept/signet-run/checkpoints"));
    Files.writeString(kept.resolve(NAME), "half of it");
    Files.writeString(kept.resolve("." + NAME + ".tmp"), "of one whose writer was killed");
    List<String> problems = new ArrayList<>();

    assertThat(store.fetch(run, problems::add)).isEmpty();

    assertThat(problems).singleElement().asString().startsWith("the checkpoint " + NAME);
    assertThatCode(() -> RunFolder.requireFree(run.path())).doesNotThrowAnyException();
  }

  @Test
  void aCheckpointThatCannotBeBroughtIsNoReasonToBeginAnew() throws Exception {
    Path kept = Files.createDirectories(temporary.resolve("kept/signet-run/checkpoints"));
    Files.writeString(kept.resolve(NAME), "whole");
    Files.delete(temporary.resolve("worker")); // as if there were no room

    assertThatThrownBy(() -> store.fetch(run, problem -> {}))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(NAME + " cannot be read: ");
  }
}

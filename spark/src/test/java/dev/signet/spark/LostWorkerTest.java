package dev.signet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers as processes of their own, some of which are killed. */
@Tag("cluster")
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class LostWorkerTest {
  @TempDir Path temporary;

  @Test
  void aTrainingWhoseWorkersAreKilledEndsWithTheSameBytesAndLeavesNoProcess() throws Exception {
    Path folder = SparkPictures.write(temporary.resolve("pictures"));
    try (StandaloneCluster cluster = new StandaloneCluster(temporary.resolve("cluster"))) {
      byte[] disturbed;
      byte[] undisturbed;
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try (SparkSession spark = cluster.session()) {
        Dataset<Row> pictures = Cluster.labelled(spark, folder);
        Path kept = temporary.resolve("kept");

        CompletableFuture<byte[]> training =
            CompletableFuture.supplyAsync(() -> classifier(kept).fit(pictures).bytes(), threads);
        cluster.until("a checkpoint", () -> training.isDone() || lastStep(kept) > 0);
        long before = lastStep(kept);
        cluster.executors(1).forEach(ProcessHandle::destroyForcibly);
        cluster.until(
            "a later checkpoint", () -> training.isDone() || lastStep(kept) > before + 12);
        assertThat(training).as("killed in the middle").isNotDone();
        cluster.executors(0).forEach(ProcessHandle::destroyForcibly);
        disturbed = training.join();
        undisturbed = classifier(temporary.resolve("other")).fit(pictures).bytes();

        assertThat(kept).as("a complete run leaves no checkpoints").isEmptyDirectory();
      } finally {
        threads.shutdownNow();
      }
      assertThat(disturbed).isEqualTo(undisturbed);
      cluster.until(
          "the end of the executors",
          () -> cluster.executors(0).count() + cluster.executors(1).count() == 0);
    }
  }

  private static SignetClassifier classifier(Path kept) {
    return new SignetClassifier()
        .setArch("tiny")
        .setInput("3x32x32")
        .setEpochs(24)
        .setBatchSize(4)
        .setPrecision("fp32")
        .setNumWorkers(2)
        .setCheckpointDir(kept.toString())
        .setCheckpointEvery(1);
  }

  /** The step of the newest checkpoint; 0 as long as there is none. */
  private static long lastStep(Path kept) {
    try (Stream<Path> files = Files.list(kept.resolve("signet-run/checkpoints"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("step-"))
          .mapToLong(name -> Long.parseLong(name.substring(5, 15)))
          .max()
          .orElse(0);
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return 0; // not there yet
    }
  }
}

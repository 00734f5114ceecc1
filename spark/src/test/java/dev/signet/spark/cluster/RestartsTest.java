package dev.signet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.SignetException;
import dev.signet.spark.Cluster;
import dev.signet.spark.SparkPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a training is not begun again: executors are taken away, and none comes in their place. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class RestartsTest {
  private static final String CHECK = "spark.scheduler.barrier.maxConcurrentTasksCheck.";

  @TempDir Path shared;
  private SparkSession spark;
  private Dataset<Row> pictures;

  @BeforeEach
  void begin() throws IOException {
    spark = Cluster.two(Map.of(CHECK + "interval", "1s", CHECK + "maxFailures", "2"));
    pictures = Cluster.labelled(spark, SparkPictures.write(shared.resolve("pictures")));
  }

  @AfterEach
  void end() {
    spark.stop();
  }

  private static void until(BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean()) {
      Thread.sleep(20); // as long as the test may take
    }
  }

  @Test
  void tooFewExecutorsForARestartAreASentence() throws Exception {
    assertThat(endWithoutOneExecutor(3))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching(
            "the training was given up: 2 workers need an executor each, and the application has"
                + " been left with 1 \\(spark.scheduler.barrier.maxConcurrentTasksCheck says for how"
                + " long\\); \\S.*");
  }

  @Test
  void tooManyRestartsEndTheTrainingWithTheLastReason() throws Exception {
    assertThat(endWithoutOneExecutor(0))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching(
            "the training was given up after 0 restarts \\(maxRestarts\\): (worker 0 lost another"
                + " one|ExecutorLostFailure) .*");
  }

  /** Why a training ended that lost the executor of its second worker. */
  private Throwable endWithoutOneExecutor(int maxRestarts) throws Exception {
    StageWatch watch = new StageWatch();
    spark.sparkContext().addSparkListener(watch);
    CompletableFuture<Throwable> training =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () ->
                        FaultsTest.classifier(shared.resolve("kept" + maxRestarts).toString())
                            .setEpochs(100_000)
                            .setMaxRestarts(maxRestarts)
                            .fit(pictures)));
    until(() -> training.isDone() || watch.begun() == 2);
    assertThat(training).isNotDone();
    assertThat(spark.sparkContext().killExecutor(watch.executor(1))).isTrue();
    return training.get();
  }
}

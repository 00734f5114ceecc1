package dev.signet.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.PredictionConfig;
import dev.signet.inference.Classifier;
import dev.signet.spark.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class ExecutorModelsTest {
  @TempDir Path temporary;

  @Test
  void modelIsOpenOnceForAllTasksAndTheLastOneIsKeptForTheNext() throws Exception {
    byte[] file = Files.readAllBytes(Cluster.model(temporary.resolve("run")));
    try (SparkSession spark = Cluster.local()) {
      Broadcast<byte[]> bytes =
          JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(file);
      Classifier classifier;
      try (ExecutorModels.Lease one = open("a", bytes);
          ExecutorModels.Lease two = open("a", bytes)) {
        classifier = one.classifier();
        assertThat(two.classifier()).isSameAs(classifier);
      }
      try (ExecutorModels.Lease later = open("a", bytes)) {
        assertThat(later.classifier()).as("kept for the tasks to come").isSameAs(classifier);
      }
      try (ExecutorModels.Lease other = open("b", bytes)) {
        assertThat(other.classifier()).isNotSameAs(classifier);
      }
      try (ExecutorModels.Lease again = open("a", bytes)) {
        assertThat(again.classifier()).as("one idle model is kept").isNotSameAs(classifier);
      }
    }
  }

  private static ExecutorModels.Lease open(String key, Broadcast<byte[]> bytes) {
    return ExecutorModels.open(key, bytes, PredictionConfig.DEFAULT);
  }
}

package dev.signet.spark.cluster;

import dev.signet.spark.Cluster;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** An application that trains for hours, if nobody kills it. Spark's settings are properties. */
final class DoomedDriver {
  private DoomedDriver() {}

  /** Takes the folders of the pictures and of the checkpoints. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    FaultsTest.classifier(Path.of(args[1]).toString())
        .setEpochs(100_000)
        .fit(Cluster.labelled(spark, Path.of(args[0])));
  }
}

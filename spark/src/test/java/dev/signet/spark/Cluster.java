package dev.signet.spark;

import dev.signet.artifact.ModelFile;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.run.AuditedData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import dev.signet.training.StoppingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What the tests need: Spark, a folder of pictures, a model. */
public final class Cluster {
  private Cluster() {}

  /** Spark with two slots in this process, for all that is not training by several workers. */
  public static SparkSession local() {
    return session("local[2]", Map.of());
  }

  /** Spark with two executors of one core, processes of their own. */
  static SparkSession two() throws IOException {
    return two(Map.of());
  }

  /** The same with more settings. */
  public static SparkSession two(Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(ofTwo());
    settings.putAll(more);
    return session("local", settings);
  }

  /** The settings of {@link #two}. */
  public static Map<String, String> ofTwo() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars")); // is looked for
    return Map.of(
        "spark.master",
        "local-cluster[2,1,500]",
        "spark.executor.instances", // who asks for more is told at once
        "2",
        "spark.executor.memory",
        "500m",
        "spark.executor.extraJavaOptions",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executor.extraClassPath",
        System.getProperty("java.class.path"));
  }

  private static SparkSession session(String master, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .appName("signet")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2");
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Such a folder with the class of each picture. */
  public static Dataset<Row> labelled(SparkSession spark, Path folder) {
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(folder.toString())
        .withColumn("class", functions.element_at(functions.split(functions.col("path"), "/"), -2));
  }

  /** What a model is, byte for byte. */
  public static byte[] bytes(SignetModel model) {
    return model.bytes();
  }

  /** A tiny model that one machine has trained for one epoch. */
  public static Path model(Path folder) {
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, SparkPictures.SIZE, 6);
    RunConfig fast = RunConfig.of(Recipe.FAST, SparkPictures.DATA, net, 0).withThreads(1);
    RunConfig config = fast.withTraining(fast.training().withEpochs(1));
    RunSpec spec =
        new RunSpec(
            folder,
            config,
            new AuditedData(SparkPictures.data(), false),
            ComputeDevice.choose("cpu"),
            new StoppingRule() {});
    Run.train(spec, new RunListener() {});
    return folder.resolve(ModelFile.NAME);
  }
}

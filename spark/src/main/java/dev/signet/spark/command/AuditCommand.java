package dev.signet.spark.command;

import dev.signet.spark.audit.ClusterAudit;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: which pictures are there twice, or nearly so. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Finds pictures that are there twice, or nearly so, and such with two labels.")
final class AuditCommand implements Callable<Integer> {
  @Mixin DataOptions dataOptions = new DataOptions();
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Parquet to write: a row for each pair.")
  String to = "";

  @Override
  public Integer call() {
    SparkSession spark = SparkSession.active();
    ClusterAudit audit =
        ClusterAudit.of(dataOptions.read(spark), dataOptions.pictures(), dataOptions.labelCol);
    audit.pairs().write().mode(SaveMode.ErrorIfExists).parquet(to);
    Dataset<Row> pairs = spark.read().parquet(to);
    Row counts =
        pairs
            .select(
                functions.count(functions.when(functions.col("distance").equalTo(0), 1)),
                functions.count(functions.when(functions.col("distance").gt(0), 1)),
                functions.count(
                    functions.when(
                        functions.col("first_label").notEqual(functions.col("second_label")), 1)))
            .head();
    if (spec != null) {
      Lines.print(
          spec,
          "Pictures: %,d, of them %,d that cannot be read",
          audit.marks().count(),
          audit.unreadable().count());
      Lines.print(spec, "Equal: %,d, nearly so: %,d", counts.getLong(0), counts.getLong(1));
      Lines.print(spec, "Of these with two labels: %,d", counts.getLong(2));
      Lines.print(spec, "Pairs: %s", to);
    }
    return 0;
  }
}

package dev.signet.spark.command;

import dev.signet.spark.SignetModel;
import dev.signet.spark.rows.PictureColumn;
import java.util.concurrent.Callable;
import org.apache.spark.ml.functions$;
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

/** {@code score}: from pictures to a table of answers. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Answers for every picture with a trained model, into Parquet.")
final class ScoreCommand implements Callable<Integer> {
  @Mixin DataOptions dataOptions = new DataOptions();
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN|FILE",
      description = "Folder of a run, or its model.safetensors.")
  String model = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description =
          "Parquet to write: the columns of the pictures but for their bytes, and answers.")
  String to = "";

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Pictures that are answered together (default: 32).")
  int batchSize = 32;

  @Override
  public Integer call() {
    SparkSession spark = SparkSession.active();
    SignetModel answering =
        SignetModel.open(model).setImageCol(dataOptions.pictures()).setBatchSize(batchSize);
    Dataset<Row> rows = dataOptions.read(spark);
    Dataset<Row> answered = answering.transform(rows); // refuses columns that cannot be
    int place = PictureColumn.of(rows.schema(), dataOptions.pictures()).place();
    Dataset<Row> answers = answered.drop(rows.columns()[place]);
    answers
        .withColumn(
            "probability",
            functions$.MODULE$.vector_to_array(functions.col("probability"), "float64"))
        .write()
        .mode(SaveMode.ErrorIfExists)
        .parquet(to);
    if (spec != null) {
      Row counts =
          spark
              .read()
              .parquet(to)
              .select(
                  functions.count(functions.lit(1)),
                  functions.count("error"),
                  functions.count(functions.when(functions.col("unknown"), 1)))
              .head();
      Lines.print(
          spec,
          "Pictures: %,d, of them %,d unknown and %,d that could not be read",
          counts.getLong(0),
          counts.getLong(2),
          counts.getLong(1));
      Lines.print(spec, "Answers: %s", to);
    }
    return 0;
  }
}

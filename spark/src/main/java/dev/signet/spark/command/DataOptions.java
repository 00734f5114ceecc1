package dev.signet.spark.command;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Option;

/** Which pictures. */
final class DataOptions {
  /** What files are told by. */
  enum Format {
    /** A folder of picture files, in folders named after their classes. */
    FOLDER,
    /** Parquet with a column of pictures. */
    PARQUET
  }

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "Pictures, on any file system that Spark reads.")
  String data = "";

  @Option(
      names = "--format",
      paramLabel = "folder|parquet",
      description =
          "A folder with a folder of picture files for each class, or Parquet (default: folder).")
  Format format = Format.FOLDER;

  @Option(
      names = "--image-col",
      paramLabel = "NAME",
      description =
          "Parquet: column of pictures, binary or a struct with bytes in it (default: content).")
  String imageCol = "content";

  @Option(
      names = "--label-col",
      paramLabel = "NAME",
      description = "Parquet: column of labels (default: class).")
  String labelCol = "class";

  /** The pictures; those of a folder with the columns path, content and class. */
  Dataset<Row> read(SparkSession spark) {
    if (format == Format.PARQUET) {
      return spark.read().parquet(data);
    }
    Column path = functions.col("path");
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(data)
        .select(
            path,
            functions.col("content"),
            functions.element_at(functions.split(path, "/"), -2).as(labelCol));
  }

  /** The column of pictures. */
  String pictures() {
    return format == Format.FOLDER ? "content" : imageCol;
  }
}
